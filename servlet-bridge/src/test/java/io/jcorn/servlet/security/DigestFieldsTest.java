package io.jcorn.servlet.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 §11.2, §5.6.4. */
class DigestFieldsTest {
    @Test
    void readsTokensAndQuotedStrings() {
        assertThat(DigestFields.parse("Digest A=b, ,c = \"d, \\\"e\\\\\" ,f=\"\"", 7))
                .isEqualTo(Map.of("a", "b", "c", "d, \"e\\", "f", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "=b", "a=", "a=\"b", "a=b a=c", "a=b, A=c", "a=\"b\"c", "a=\"b\" c=d"})
    void takesNothingMalformed(String text) {
        assertThat(DigestFields.parse(text, 0)).isNull();
    }
}
