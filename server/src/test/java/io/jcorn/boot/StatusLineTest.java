package io.jcorn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusLineTest {
    @Test
    void readsWhatItWrites() {
        for (StatusLine line : List.of(
                new StatusLine.Ready(),
                new StatusLine.Starting("shop.war at /shop"),
                new StatusLine.Retiring(),
                new StatusLine.Failed(4, "app.war: no such file"),
                new StatusLine.Failed(3, "  two  words "))) {
            assertThat(StatusLine.parse(line.toString())).contains(line);
        }
    }

    @Test
    void bringsAMessageIntoOneLine() {
        assertThat(new StatusLine.Failed(3, "first\r\n  second\n").message()).isEqualTo("first | second |");
        assertThat(new StatusLine.Failed(3, "").message()).isEqualTo("no reason given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "READY ", "ready", "FAILED", "FAILED 3", "FAILED x y", "FAILED -1 y", "FAILED 9999 y"})
    void doesNotKnowOtherLines(String line) {
        assertThat(StatusLine.parse(line)).isEmpty();
    }
}
