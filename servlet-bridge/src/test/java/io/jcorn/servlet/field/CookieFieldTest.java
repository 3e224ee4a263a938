package io.jcorn.servlet.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieFieldTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=b                  | a=b",
                "a=b; c=d             | a=b,c=d",
                "a=b;c=d;             | a=b,c=d",
                "  a=b  ;   c=d       | a=b,c=d",
                "a=                   | a=",
                "a=\"b\"              | a=\"b\"",
                "a=b=c                | a=b=c",
                "$Version=1; a=b      | $Version=1,a=b",
                "novalue; a=b         | a=b",
                "=x; a=b              | a=b",
                "a b=c; d=e           | d=e",
                "a[1]=x; d=e          | d=e",
                "a=1; A=2; a=3        | a=1,A=2,a=3",
                ";;;                  | ``"
            })
    void parsesPairs(String line, String expected) {
        List<Cookie> cookies = new ArrayList<>();
        CookieField.parse(line, cookies);
        assertThat(cookies.stream().map(c -> c.getName() + "=" + c.getValue()))
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(","));
    }

    @Test
    void findsOneByNameAfterAnother() {
        CookieField field = new CookieField("JSESSIONIDX=0; JSESSIONID=1; jsessionid=2; JSESSIONID=3");
        assertThat(field.next("JSESSIONID")).isTrue();
        assertThat(field.value()).isEqualTo("1");
        assertThat(field.next("JSESSIONID")).isTrue();
        assertThat(field.value()).isEqualTo("3");
        assertThat(field.next("JSESSIONID")).isFalse();
    }

    @Test
    void formatsAllAttributes() {
        Cookie cookie = new Cookie("a", "b");
        cookie.setMaxAge(60);
        cookie.setPath("/x");
        cookie.setDomain("example.org");
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        cookie.setAttribute("SameSite", "Strict");
        assertThat(SetCookie.format(cookie, CLOCK).split("; "))
                .containsExactlyInAnyOrder(
                        "a=b",
                        "Max-Age=60",
                        "Expires=Fri, 02 Jan 2026 03:05:05 GMT",
                        "Path=/x",
                        "Domain=example.org",
                        "Secure",
                        "HttpOnly",
                        "SameSite=Strict")
                .startsWith("a=b");
    }

    @Test
    void aCookieToDeleteExpiredLongAgo() {
        Cookie cookie = new Cookie("a", null);
        cookie.setMaxAge(0);
        assertThat(SetCookie.format(cookie, CLOCK)).isEqualTo("a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "a,b", "a\"b", "a\\b", "a\nb", "\u00e4", "\"a b\""})
    void refusesValuesThatWouldNotSurvive(String value) {
        assertThatThrownBy(() -> SetCookie.format(new Cookie("a", value), CLOCK))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAPathThatWouldBeAnotherAttribute() {
        Cookie cookie = new Cookie("a", "\"b\"");
        cookie.setPath("/; Domain=evil");
        assertThatThrownBy(() -> SetCookie.format(cookie, CLOCK)).isInstanceOf(IllegalArgumentException.class);
    }
}
