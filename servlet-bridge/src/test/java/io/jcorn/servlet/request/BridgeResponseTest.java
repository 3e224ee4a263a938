package io.jcorn.servlet.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jcorn.servlet.testing.Answer;
import io.jcorn.servlet.testing.TestApp;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Servlet 6.1 §5, as a servlet and its client see it. */
class BridgeResponseTest {
    @TempDir
    private Path root;

    /** What a servlet does with a response. */
    private interface Code {
        void serve(HttpServletResponse response) throws IOException;
    }

    private Answer answer(Code code) throws Exception {
        try (TestApp app = new TestApp("/app", root)
                .servlet("servlet", "/a/b", (request, response) -> code.serve(response))
                .start()) {
            return app.client().get("/app/a/b?x=y");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "c, http://example.org/app/a/c",
        "/c?d=e, http://example.org/c?d=e",
        "../c, http://example.org/app/c",
        "./, http://example.org/app/a/",
        "?q, http://example.org/app/a/b?q",
        "'', http://example.org/app/a/b",
        "//other.example/c, http://other.example/c",
        "https://other.example/c, https://other.example/c",
        "mailto:ann@example.org, mailto:ann@example.org"
    })
    void redirectsToAnAbsoluteUri(String location, String absolute) throws Exception {
        Answer answer = answer(response -> {
            response.getWriter().write("lost");
            response.sendRedirect(location);
            response.getWriter().write("lost");
        });

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.field("Location")).isEqualTo(absolute);
        assertThat(answer.body()).doesNotContain("lost");
    }

    @Test
    void redirectsWithAnotherStatusAndABodyOfItsOwn() throws Exception {
        Answer answer = answer(response -> {
            response.setContentType("text/plain");
            response.getWriter().write("over there");
            response.sendRedirect("/c", HttpServletResponse.SC_PERMANENT_REDIRECT, false);
        });

        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.body()).isEqualTo("over there");
        assertThat(answer.field("Content-Type")).isEqualTo("text/plain;charset=ISO-8859-1");
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                encoding("nothing", r -> {}, null, "ISO-8859-1"),
                encoding("a type", r -> r.setContentType("text/html"), "text/html", "ISO-8859-1"),
                encoding(
                        "a type and a writer",
                        r -> {
                            r.setContentType("text/html");
                            r.getWriter();
                        },
                        "text/html;charset=ISO-8859-1",
                        "ISO-8859-1"),
                encoding(
                        "a type with charset",
                        r -> r.setContentType("text/html; charset=UTF-8"),
                        "text/html; charset=UTF-8",
                        "UTF-8"),
                encoding(
                        "a locale",
                        r -> {
                            r.setContentType("text/html");
                            r.setLocale(Locale.JAPANESE);
                        },
                        "text/html;charset=Shift_JIS",
                        "Shift_JIS"),
                encoding(
                        "a charset wins over a locale",
                        r -> {
                            r.setCharacterEncoding(StandardCharsets.UTF_8);
                            r.setContentType("text/html");
                            r.setLocale(Locale.JAPANESE);
                        },
                        "text/html;charset=UTF-8",
                        "UTF-8"),
                encoding(
                        "too late",
                        r -> {
                            r.setContentType("text/html");
                            r.getWriter();
                            r.setCharacterEncoding("UTF-8");
                            r.setContentType("text/plain;charset=UTF-8");
                        },
                        "text/plain;charset=ISO-8859-1",
                        "ISO-8859-1"),
                encoding(
                        "taken back",
                        r -> {
                            r.setContentType("text/html;charset=UTF-8");
                            r.setCharacterEncoding((String) null);
                        },
                        "text/html",
                        "ISO-8859-1"),
                encoding(
                        "all taken back",
                        r -> {
                            r.setContentType("text/html;charset=UTF-8");
                            r.setContentType(null);
                        },
                        null,
                        "ISO-8859-1"));
    }

    private static Arguments encoding(String what, Code code, String type, String encoding) {
        return Arguments.of(what, code, type, encoding);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void tellsTypeAndEncoding(String what, Code code, String type, String encoding) throws Exception {
        Answer answer = answer(response -> {
            code.serve(response);
            assertThat(response.getContentType()).isEqualTo(type);
            assertThat(response.getCharacterEncoding()).isEqualTo(encoding);
        });

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Content-Type")).isEqualTo(type);
    }

    @Test
    void aLocaleIsTheContentLanguage() throws Exception {
        Answer answer = answer(response -> response.setLocale(Locale.JAPAN));

        assertThat(answer.field("Content-Language")).isEqualTo("ja-JP");
    }

    @Test
    void fieldsAreSetAddedAndTakenBack() throws Exception {
        Answer answer = answer(response -> {
            response.setHeader("Set", "1");
            response.setHeader("set", "2");
            response.addHeader("Added", "1");
            response.addHeader("Added", "2");
            response.addHeader("Added", null);
            response.setHeader("Gone", "x");
            response.setHeader("Gone", null);
            response.setHeader("Empty", "");
            response.setHeader(null, "x");
            response.addHeader(null, "x");
            response.setIntHeader("Number", 7);
            response.setDateHeader("Date-Of", 784111777000L);
            assertThat(response.containsHeader("SET")).isTrue();
            assertThat(response.containsHeader("Gone")).isFalse();
            assertThat(response.getHeaders("added")).containsExactly("1", "2");
            assertThat(response.getHeaderNames())
                    .containsExactlyInAnyOrder("Set", "Added", "Empty", "Number", "Date-Of");
        });

        assertThat(answer.head().fields("Set")).containsExactly("2");
        assertThat(answer.field("Empty")).isEmpty();
        assertThat(answer.field("Number")).isEqualTo("7");
        assertThat(answer.field("Date-Of")).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Test
    void eachCookieIsAFieldOfItsOwn() throws Exception {
        Answer answer = answer(response -> {
            response.addCookie(new Cookie("a", "1"));
            response.addCookie(new Cookie("b", "2"));
        });

        assertThat(answer.head().fields("Set-Cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    void nothingOfTheHeadChangesOnceItIsCommitted() throws Exception {
        Answer answer = answer(response -> {
            response.setContentType("text/plain");
            response.flushBuffer();
            assertThat(response.isCommitted()).isTrue();
            response.setStatus(404);
            response.setHeader("Late", "1");
            response.addCookie(new Cookie("late", "1"));
            response.setContentType("text/html");
            response.setContentLength(7);
            response.setLocale(Locale.JAPANESE);
            assertThatIllegalStateException().isThrownBy(response::reset);
            assertThatIllegalStateException().isThrownBy(response::resetBuffer);
            assertThatIllegalStateException().isThrownBy(() -> response.sendError(404));
            assertThatIllegalStateException().isThrownBy(() -> response.sendRedirect("/c"));
            assertThatIllegalStateException().isThrownBy(() -> response.setTrailerFields(Map::of));
            response.getWriter().write("whole");
        });

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Content-Type")).isEqualTo("text/plain;charset=ISO-8859-1");
        for (String name : List.of("Late", "Set-Cookie", "Content-Language", "Content-Length"))
            assertThat(answer.field(name)).as(name).isNull();
        assertThat(answer.body()).isEqualTo("whole");
    }

    @Test
    void aResponseIsWrittenAsBytesOrAsText() throws Exception {
        Answer answer = answer(response -> {
            response.getWriter().write("lost");
            assertThatIllegalStateException().isThrownBy(response::getOutputStream);
            response.reset();
            response.getOutputStream().print("bytes");
            assertThatIllegalStateException().isThrownBy(response::getWriter);
        });

        assertThat(answer.body()).isEqualTo("bytes");
    }

    @Test
    void aResetForgetsAllAndAResetOfTheBufferTheBodyOnly() throws Exception {
        Answer answer = answer(response -> {
            response.setStatus(201);
            response.setHeader("Kept", "1");
            response.getWriter().write("lost");
            response.resetBuffer();
            assertThat(response.getStatus()).isEqualTo(201);
            assertThat(response.getHeader("Kept")).isEqualTo("1");
            response.reset();
            assertThat(response.getStatus()).isEqualTo(200);
        });

        assertThat(answer.field("Kept")).isNull();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void theBufferHasAtLeastTheSizeThatWasAskedFor() throws Exception {
        Answer answer = answer(response -> {
            int size = response.getBufferSize() + 1;
            response.setBufferSize(size);
            assertThat(response.getBufferSize()).isGreaterThanOrEqualTo(size);
            response.getOutputStream().write(1);
            assertThatIllegalStateException().isThrownBy(() -> response.setBufferSize(2 * size));
        });

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void anErrorReplacesWhatWasWrittenAndEndsTheResponse() throws Exception {
        Answer answer = answer(response -> {
            response.setHeader("Kept", "1");
            response.getWriter().write("lost");
            response.sendError(410, "moved out");
            assertThat(response.isCommitted()).isTrue();
            response.setStatus(200);
            response.getWriter().write("lost");
        });

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.field("Kept")).isEqualTo("1");
        assertThat(answer.body()).contains("moved out").doesNotContain("lost");
    }

    @Test
    void aBodyOfTheDeclaredLengthIsWhole() throws Exception {
        Answer answer = answer(response -> {
            response.setContentLength(5);
            response.getOutputStream().print("whole");
            assertThat(response.isCommitted()).isTrue();
            response.setHeader("Late", "1");
        });

        assertThat(answer.body()).isEqualTo("whole");
        assertThat(answer.field("Late")).isNull();
    }
}
