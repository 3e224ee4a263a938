package io.jcorn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShellWordsTest {
    @Test
    void splitsAtBlanks() {
        assertThat(ShellWords.split("  -w 2\t--bind  :80\n")).containsExactly("-w", "2", "--bind", ":80");
        assertThat(ShellWords.split("  ")).isEmpty();
    }

    @Test
    void quotesAndBackslashesKeepWordsTogether() {
        assertThat(ShellWords.split("'a b' \"c \\\"d\\\" \\n\" e\\ f g'h'\"i\" ''"))
                .containsExactly("a b", "c \"d\" \\n", "e f", "ghi", "");
    }

    @Test
    void anOpenQuoteIsAnError() {
        assertThatThrownBy(() -> ShellWords.split("-w '2 x")).hasMessage("the quote ' is not closed in: '2 x");
        assertThatThrownBy(() -> ShellWords.split("\"2 \\\"")).hasMessageContaining("is not closed");
    }
}
