package io.jcorn.servlet.field;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldSyntaxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "text/html                          | text/html        | -       | text/html",
                "Text/HTML;charset=UTF-8            | text/html        | UTF-8   | Text/HTML",
                "text/html; Charset=\"utf-8\"       | text/html        | utf-8   | text/html",
                "text/html; a=b; charset=x; c=d     | text/html        | x       | text/html; a=b; c=d",
                "text/html;a=\";charset=y\"         | text/html        | -       | text/html;a=\";charset=y\"",
                "text/html;charset                  | text/html        | ``      | text/html",
                "text/html;                         | text/html        | -       | text/html;",
                "nonsense                           | nonsense         | -       | nonsense"
            })
    void takesContentTypesApart(String value, String mimeType, String charset, String bare) {
        ContentType type = ContentType.of(value);
        assertThat(type.mimeType()).isEqualTo(mimeType);
        assertThat(type.charset()).isEqualTo(charset);
        assertThat(type.withCharset(null).value()).isEqualTo(bare);
        assertThat(type.withCharset("Q").value()).isEqualTo(bare + ";charset=Q");
    }

    @Test
    void remembersContentTypes() {
        assertThat(ContentType.of("text/x-known")).isSameAs(ContentType.of("text/x-known"));
        ContentType type = ContentType.of("text/x-known");
        assertThat(type.withCharset("UTF-8")).isSameAs(type.withCharset("UTF-8"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "form-data; name=\"a\"; filename=\"b c.txt\"     | b c.txt",
                "form-data; filename=\"a\\\"b\"                  | a\"b",
                "form-data; filename=\"C:\\dir\\f.txt\"          | C:\\dir\\f.txt",
                "form-data; filename=\"a;b=c\"                   | a;b=c",
                "form-data; filename=\"\"                        | ``",
                "form-data; filename=plain ; x=y                 | plain",
                "form-data; xfilename=no                         | -",
                "form-data; filename=\"open                      | open"
            })
    void findsParameters(String value, String expected) {
        assertThat(FieldParameters.find(value, "filename")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "en                               | en",
                "en-US,de;q=0.8,fr;q=0.9          | en-US fr de",
                "de;q=0.5, en;q=0.5               | de en",
                "en;q=0, de                       | de",
                "*, de                            | de",
                "de;q=nonsense, en                | en",
                "zh-Hant-TW                       | zh-Hant-TW",
                " , ,de                           | de",
                "not_a_tag, de                    | de"
            })
    void ordersLanguages(String line, String expected) {
        assertThat(AcceptLanguage.parse(List.of(line)).stream()
                        .map(Locale::toLanguageTag)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=b&c=d          | a>b c>d",
                "a=b&a=c          | a>b a>c",
                "a                | a>",
                "a=               | a>",
                "=b               | >b",
                "&&a=b&           | a>b",
                "a=b=c            | a>b=c",
                "a+b=%20%2B       | a.b>.+",
                "%C3%A4=%e2%82%ac | \u00e4>\u20ac",
                "a=;b             | a>;b"
            })
    void decodesForms(String text, String expected) {
        List<String> pairs = new ArrayList<>();
        FormData.parse(text, UTF_8, (name, value) -> pairs.add((name + ">" + value).replace(' ', '.')));
        assertThat(String.join(" ", pairs)).isEqualTo(expected);
    }

    @Test
    void decodesFormsInTheirCharset() {
        List<String> values = new ArrayList<>();
        FormData.parse("a=%E4&b=\u00e4", ISO_8859_1, (name, value) -> values.add(value));
        FormData.parse("a=%82%A0", Charset.forName("Shift_JIS"), (name, value) -> values.add(value));
        assertThat(values).containsExactly("\u00e4", "\u00e4", "\u3042");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%1", "a=%zz", "a=%1&2", "a=%-1", "a=%ff", "a=%c3", "a=\u00e4"})
    void refusesMalformedForms(String text) {
        assertThatThrownBy(() -> FormData.parse(text, UTF_8, (name, value) -> {}))
                .isInstanceOfSatisfying(
                        RequestFaultException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource({"/a/b,/a/b", "/a b,/a%20b", "/\u00e4;x,/%C3%A4%3Bx", "/50%,/50%25"})
    void encodesPaths(String path, String expected) {
        assertThat(UriText.encodePath(path)).isEqualTo(expected);
    }
}
