package io.jcorn.servlet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookiesTest {
    private final SessionCookies cookies =
            new SessionCookies("/shop", InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));

    @Test
    void isHttpOnlyAndBelongsToTheContextUnlessToldOtherwise() {
        cookies.freeze();
        assertThat(cookies.setCookie("abc", false, "")).isEqualTo("JSESSIONID=abc; Path=/shop; HttpOnly");
        assertThat(cookies.setCookie("abc", true, "")).isEqualTo("JSESSIONID=abc; Path=/shop; Secure; HttpOnly");
        assertThat(cookies.setCookie("abc", false, "/behind")).isEqualTo("JSESSIONID=abc; Path=/behind/shop; HttpOnly");
        assertThat(cookies.parameterName()).isEqualTo("jsessionid");
        assertThat(cookies.getName()).isNull();
        assertThat(cookies.getPath()).isNull();
        assertThat(cookies.getMaxAge()).isEqualTo(-1);
    }

    @Test
    void belongsToTheWholeHostInTheRootContext() {
        SessionCookies root = new SessionCookies("");
        root.freeze();
        assertThat(root.setCookie("abc", false, "")).isEqualTo("JSESSIONID=abc; Path=/; HttpOnly");
    }

    @Test
    void carriesAllThatTheApplicationSet() {
        cookies.setName("ID");
        cookies.setDomain("example.org");
        cookies.setPath("/");
        cookies.setMaxAge(3600);
        cookies.setSecure(true);
        cookies.setHttpOnly(false);
        cookies.setAttribute("SameSite", "None");
        cookies.setAttribute("Partitioned", "");
        cookies.freeze();
        assertThat(cookies.setCookie("abc", false, ""))
                .isEqualTo("ID=abc; Domain=example.org; Path=/; Max-Age=3600; Secure; Partitioned; SameSite=None"
                        + "; Expires=Fri, 02 Jan 2026 04:04:05 GMT");
        assertThat(cookies.parameterName()).isEqualTo("ID");
    }

    @Test
    void attributesAndSettersSayTheSame() {
        cookies.setAttribute("domain", "example.org");
        cookies.setAttribute("max-age", "10");
        cookies.setAttribute("SECURE", "true");
        cookies.setAttribute("httponly", "false");
        assertThat(cookies.getDomain()).isEqualTo("example.org");
        assertThat(cookies.getMaxAge()).isEqualTo(10);
        assertThat(cookies.isSecure()).isTrue();
        assertThat(cookies.isHttpOnly()).isFalse();
        cookies.setPath("/p");
        assertThat(cookies.getAttribute("PATH")).isEqualTo("/p");
        Map<String, String> all = cookies.getAttributes();
        assertThat(all).hasSize(5).containsKeys("domain", "max-age", "Path");
        assertThat(all.get("HTTPONLY")).isEqualTo("false");
        cookies.setAttribute("Path", null);
        assertThat(cookies.getPath()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "a=b", "a,b", "é", "a\r\n"})
    void refusesNamesThatAreNoTokens(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> cookies.setName(name));
        assertThatIllegalArgumentException().isThrownBy(() -> cookies.setAttribute(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/;x", "/\r\nSet-Cookie: a=b"})
    void refusesValuesThatWouldEndTheAttribute(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> cookies.setPath(value));
        assertThatIllegalArgumentException().isThrownBy(() -> cookies.setAttribute("SameSite", value));
    }

    @Test
    void maxAgeIsANumber() {
        assertThatExceptionOfType(NumberFormatException.class)
                .isThrownBy(() -> cookies.setAttribute("Max-Age", "soon"));
    }

    @Test
    @SuppressWarnings("removal")
    void refusesEveryChangeOnceTheContextIsInitialized() {
        cookies.freeze();
        List<Consumer<SessionCookieConfig>> changes = List.of(
                config -> config.setName("a"),
                config -> config.setDomain("a"),
                config -> config.setPath("a"),
                config -> config.setComment("a"),
                config -> config.setMaxAge(1),
                config -> config.setSecure(true),
                config -> config.setHttpOnly(true),
                config -> config.setAttribute("a", "b"));
        assertThat(changes)
                .allSatisfy(change -> assertThatIllegalStateException().isThrownBy(() -> change.accept(cookies)));
    }

    @Test
    void tracksByCookiesUnlessUrlsAreAskedFor() {
        assertThat(SessionTracking.DEFAULT.byCookie()).isTrue();
        assertThat(SessionTracking.DEFAULT.byUrl()).isTrue();
        assertThat(new SessionTracking(Set.of(SessionTrackingMode.URL)).byUrl()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionTracking(Set.of(SessionTrackingMode.SSL)))
                .withMessageContaining("COOKIE and URL are");
    }
}
