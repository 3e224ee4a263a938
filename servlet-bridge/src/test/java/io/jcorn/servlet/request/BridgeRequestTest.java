package io.jcorn.servlet.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jcorn.servlet.testing.Answer;
import io.jcorn.servlet.testing.TestApp;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servlet 6.1 §3, as a servlet sees it. */
class BridgeRequestTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @TempDir
    private Path root;

    /** What a servlet makes of a request. */
    private interface Code {
        String say(HttpServletRequest request) throws IOException, ServletException;
    }

    private Answer answer(String method, String target, String body, Code code, String... fields) throws Exception {
        try (TestApp app = new TestApp("/app", root)
                .servlet("servlet", "/s/*", (request, response) -> {
                    response.setCharacterEncoding("UTF-8");
                    response.getWriter().write(String.valueOf(code.say(request)));
                })
                .start()) {
            return app.client().send(method, "/app/s" + target, body, fields);
        }
    }

    private String get(String target, Code code, String... fields) throws Exception {
        return answer("GET", target, "", code, fields).body();
    }

    private String post(String target, String body, Code code, String... fields) throws Exception {
        return answer("POST", target, body, code, fields).body();
    }

    private static String parameters(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .map(entry -> entry.getKey() + Arrays.toString(entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    @Test
    void parametersOfTheQueryComeBeforeThoseOfTheForm() throws Exception {
        assertThat(post("?a=1&b=%C3%A9&c", "a=2&a=3&d=x+y", BridgeRequestTest::parameters, FORM))
                .isEqualTo("a[1, 2, 3] b[é] c[] d[x y]");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, application/x-www-form-urlencoded; charset=UTF-8, 'q[1] f[2]'",
        "PUT, application/x-www-form-urlencoded, q[1]",
        "POST, text/plain, q[1]"
    })
    void aFormIsReadIfItIsOneAndPosted(String method, String type, String expected) throws Exception {
        Answer answer = answer(method, "?q=1", "f=2", BridgeRequestTest::parameters, "Content-Type: " + type);

        assertThat(answer.body()).isEqualTo(expected);
    }

    @Test
    void aFormThatTheServletReadsItselfHasNoParameters() throws Exception {
        assertThat(post("?q=1", "f=2", r -> r.getReader().readLine() + " " + parameters(r), FORM))
                .isEqualTo("f=2 q[1]");
    }

    @Test
    void parametersThatCannotBeReadAreAnErrorEachTime() throws Exception {
        Answer answer = answer("GET", "?a=%zz", "", request -> {
            assertThatIllegalStateException().isThrownBy(() -> request.getParameter("a"));
            return request.getParameter("b");
        });

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void aBodyIsReadAsBytesOrAsText() throws Exception {
        assertThat(post("", "x", request -> {
                    request.getReader();
                    assertThatIllegalStateException().isThrownBy(request::getInputStream);
                    return "reader";
                }))
                .isEqualTo("reader");
        assertThat(post("", "x", request -> {
                    request.getInputStream();
                    assertThatIllegalStateException().isThrownBy(request::getReader);
                    return "stream";
                }))
                .isEqualTo("stream");
    }

    @Test
    void theEncodingIsTheClientsUntilItIsSetAndFixedByTheReader() throws Exception {
        String encodings = post(
                "",
                "x",
                request -> {
                    String clients = request.getCharacterEncoding();
                    assertThatExceptionOfType(UnsupportedEncodingException.class)
                            .isThrownBy(() -> request.setCharacterEncoding("no-such-charset"));
                    request.setCharacterEncoding("UTF-16");
                    String set = request.getCharacterEncoding();
                    request.getReader();
                    request.setCharacterEncoding("US-ASCII");
                    return clients + " " + set + " " + request.getCharacterEncoding();
                },
                "Content-Type: text/plain; charset=ISO-8859-15");

        assertThat(encodings).isEqualTo("ISO-8859-15 UTF-16 UTF-16");
        assertThat(get("", HttpServletRequest::getCharacterEncoding)).isEqualTo("null");
    }

    @Test
    void namesOfFieldsComeOnceAndInTheOrderOfTheHead() throws Exception {
        String names = get(
                "",
                request -> Collections.list(request.getHeaderNames()).stream()
                        .filter(name -> name.length() < 3)
                        .collect(Collectors.joining(" ")),
                "Z: 1",
                "B: 2",
                "z: 3",
                "A: 4");

        assertThat(names).isEqualTo("Z B A");
    }

    @Test
    void fieldsAreFoundWhateverTheirCase() throws Exception {
        String read = get(
                "",
                request -> {
                    assertThat(Collections.list(request.getHeaders("x-LIST"))).containsExactly("1", "2");
                    assertThat(request.getHeader("x-none")).isNull();
                    assertThat(request.getHeaders("x-none").hasMoreElements()).isFalse();
                    assertThat(request.getDateHeader("x-none")).isEqualTo(-1);
                    assertThat(request.getIntHeader("x-none")).isEqualTo(-1);
                    assertThat(request.getIntHeader("x-number")).isEqualTo(-7);
                    assertThat(request.getDateHeader("x-date")).isEqualTo(784111777000L);
                    assertThatIllegalArgumentException().isThrownBy(() -> request.getDateHeader("x-number"));
                    assertThatExceptionOfType(NumberFormatException.class)
                            .isThrownBy(() -> request.getIntHeader("x-date"));
                    return request.getHeader("X-LIST");
                },
                "X-List: 1",
                "X-List: 2",
                "X-Number: -7",
                "X-Date: Sun, 06 Nov 1994 08:49:37 GMT");

        assertThat(read).isEqualTo("1");
    }

    @Test
    void localesAreInTheOrderOfTheClientsLiking() throws Exception {
        assertThat(get(
                        "",
                        r -> Collections.list(r.getLocales()).toString(),
                        "Accept-Language: da;q=0.5, en-gb, de;q=0.8"))
                .isEqualTo("[en_GB, de, da]");
        assertThat(get("", r -> r.getLocale().toString()))
                .isEqualTo(Locale.getDefault().toString());
    }

    @Test
    void cookiesAreAsTheClientSentThem() throws Exception {
        Code cookies = request -> Arrays.stream(request.getCookies())
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining(" "));

        assertThat(get("", cookies, "Cookie: a=1; b=\"2\"")).isEqualTo("a=1 b=\"2\"");
        assertThat(get("", request -> String.valueOf((Object) request.getCookies())))
                .isEqualTo("null");
    }

    @Test
    void thePathIsGivenRawAndDecoded() throws Exception {
        String paths = get(
                "/a%20b;p=1/c?q=%20",
                request -> String.join(
                        " | ",
                        request.getRequestURI(),
                        request.getRequestURL(),
                        request.getContextPath(),
                        request.getServletPath(),
                        request.getPathInfo(),
                        request.getQueryString(),
                        request.getHttpServletMapping().getMatchValue()));

        assertThat(paths)
                .isEqualTo(
                        "/app/s/a%20b;p=1/c | http://example.org/app/s/a%20b;p=1/c | /app | /s | /a b/c | q=%20 | a b/c");
    }

    @Test
    void attributesOfNullAreNone() throws Exception {
        String names = get("", request -> {
            request.setAttribute("kept", 1);
            request.setAttribute("gone", 1);
            request.setAttribute("gone", null);
            request.removeAttribute("never");
            return Collections.list(request.getAttributeNames()).toString();
        });

        assertThat(names).isEqualTo("[kept]");
    }

    @Test
    void anAsynchronousCycleHasThirtySeconds() throws Exception {
        assertThat(get("", request -> {
                    long timeout = request.startAsync().getTimeout();
                    request.getAsyncContext().complete();
                    return timeout + " " + request.isAsyncSupported();
                }))
                .isEqualTo("30000 true");
    }

    @Test
    void partsAreThoseOfAMultipartFormOnly() throws Exception {
        assertThat(post(
                        "",
                        "f=2",
                        request -> {
                            assertThatExceptionOfType(ServletException.class).isThrownBy(request::getParts);
                            assertThatExceptionOfType(ServletException.class).isThrownBy(() -> request.getPart("f"));
                            return "none";
                        },
                        FORM))
                .isEqualTo("none");
    }

    @Test
    void trailersAreNoneWithoutChunks() throws Exception {
        assertThat(get("", request -> request.isTrailerFieldsReady() + " " + request.getTrailerFields()))
                .isEqualTo("true {}");
    }
}
