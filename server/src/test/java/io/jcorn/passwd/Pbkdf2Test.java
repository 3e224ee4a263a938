package io.jcorn.passwd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pbkdf2Test {
    @Test
    void knowsThePasswordThatItWasMadeOf() {
        Pbkdf2 hash = Pbkdf2.parse(Pbkdf2.of("gr\u00fcn 100%".toCharArray(), 1000, new SecureRandom())
                .toString());

        assertThat(hash.matches("gr\u00fcn 100%".toCharArray())).isTrue();
        assertThat(hash.matches("gr\u00fcn 100".toCharArray())).isFalse();
        assertThat(hash.matches(new char[0])).isFalse();
    }

    @Test
    void saltsEachHash() {
        assertThat(Pbkdf2.of("x".toCharArray(), 1, new SecureRandom()).toString())
                .isNotEqualTo(
                        Pbkdf2.of("x".toCharArray(), 1, new SecureRandom()).toString());
    }

    /** "password" with the salt "NaCl", a vector of RFC 7914 §11 ("Password", 80000 rounds, first 32 bytes). */
    @Test
    void agreesWithAPublishedVector() {
        Pbkdf2 hash = Pbkdf2.parse("$pbkdf2-sha256$80000$TmFDbA$TdzY9guYviGDDO5e8icB.WQaRBjQTAQUrv8Ih2s0q1Y");

        assertThat(hash.matches("Password".toCharArray())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$pbkdf2-sha256$0$TmFDbA$TdzbdNSh3cFU4sIcxOZCHg",
                "$pbkdf2-sha256$1000$TmFDbA$TdzbdNSh",
                "$pbkdf2-md5$1000$TmFDbA$TdzbdNSh3cFU4sIcxOZCHg",
                "$pbkdf2-sha256$1000$TmFDbA",
                "$pbkdf2-sha256$1000$A$TdzbdNSh3cFU4sIcxOZCHg"
            })
    void refusesWhatIsNoHash(String text) {
        assertThatThrownBy(() -> Pbkdf2.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jcorn hash-password")
                .hasMessageNotContaining(text);
    }
}
