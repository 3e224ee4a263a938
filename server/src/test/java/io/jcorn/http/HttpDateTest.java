package io.jcorn.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final long RFC_EXAMPLE = 784_111_777;

    @Test
    void writesAnImfFixdate() {
        assertThat(HttpDate.format(RFC_EXAMPLE)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(HttpDate.format(0)).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void readsAllThreeForms(String date) {
        assertThat(HttpDate.parse(date)).hasValue(RFC_EXAMPLE);
    }

    @Test
    void readsWhatItWrites() {
        for (long time = -10_000_000_000L; time < 10_000_000_000L; time += 12_345_679) {
            assertThat(HttpDate.parse(HttpDate.format(time))).hasValue(time);
        }
    }

    @Test
    void takesATwoDigitYearForTheNearestThatIsNotFarAhead() {
        assertThat(HttpDate.parse("Tuesday, 01-Jan-30 00:00:00 GMT", 2026)).hasValue(1_893_456_000);
        assertThat(HttpDate.parse("Saturday, 01-Jan-77 00:00:00 GMT", 2026)).hasValue(220_924_800);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 CET",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Foo 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:49:37 GMT",
                "1994-11-06T08:49:37Z"
            })
    void readsNothingElse(String date) {
        assertThat(HttpDate.parse(date)).isEmpty();
    }
}
