package io.jcorn.servlet.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Servlet 6.1 §5.6. */
class LocaleEncodingsTest {
    @Test
    void whatTheApplicationDeclaresGoesFirst() {
        LocaleEncodings encodings = new LocaleEncodings(Map.of("ja", "EUC-JP", "fr-CA", "UTF-8"), true);
        assertThat(encodings.of(Locale.JAPAN)).isEqualTo(Charset.forName("EUC-JP"));
        assertThat(encodings.of(Locale.CANADA_FRENCH)).isEqualTo(Charset.forName("UTF-8"));
        assertThat(encodings.of(Locale.FRANCE)).isNull();
    }

    @Test
    void anUndeclaredLocaleGetsWhatBrowsersTakeItFor() {
        LocaleEncodings encodings = new LocaleEncodings(Map.of(), true);
        assertThat(encodings.of(Locale.JAPANESE)).isEqualTo(Charset.forName("Shift_JIS"));
        assertThat(encodings.of(Locale.CHINA)).isEqualTo(Charset.forName("gb18030"));
        assertThat(encodings.of(Locale.TAIWAN)).isEqualTo(Charset.forName("Big5"));
        assertThat(encodings.of(Locale.ENGLISH)).isNull();
    }

    @Test
    void anApplicationWithAnEncodingOfItsOwnGetsNoOther() {
        assertThat(new LocaleEncodings(Map.of(), false).of(Locale.JAPANESE)).isNull();
    }

    @Test
    void refusesUnknownCharsets() {
        assertThatThrownBy(() -> new LocaleEncodings(Map.of("ja", "no such"), true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
