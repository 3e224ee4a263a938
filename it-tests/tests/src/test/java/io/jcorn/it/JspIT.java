package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JspIT {
    private static JcornProcess jcorn;

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.serving(Built.JSP, "--workers", "2");
        jcorn.awaitWorkers(2);
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /?name=oak          | 200 | Hello, oak: 2, listener told
                    /index.jsp          | 200 | Hello, : 2, listener told
                    /tags.jsp?times=3   | 200 | *ACORN*ACORN*ACORN [in a jar] <b>here</b>
                    /hello              | 200 | Good day from hello
                    /outer.jsp          | 200 | before <em>inner</em> after
                    /forward.jsp        | 200 | <em>forwarded</em>
                    /six.page           | 200 | prelude, page 6
                    /fails.jsp          | 500 | 500: /fails.jsp: no oak
                    /missing            | 404 | 404: /missing:
                    /missing.jsp        | 404 | 404: /missing.jsp:
                    /WEB-INF/inner.jsp  | 404 | 404: /WEB-INF/inner.jsp:
                    """)
    void answers(String target, int status, String text) {
        HttpAnswer answer = jcorn.get(target);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().strip().replaceAll("\\s+", " ")).isEqualTo(text);
        assertThat(answer.field("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    }

    @Test
    void showsNothingOfAPageThatDoesNotCompile() {
        HttpAnswer answer = jcorn.get("/broken.jsp");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("no number").doesNotContain("jasper");
        assertThat(jcorn.log()).contains("no number");
    }

    @Test
    void sharesSessionsOfPagesBetweenWorkers() {
        String cookie = cookieOf(jcorn.get("/count.jsp"));
        Set<String> pids = new HashSet<>();
        int[] count = {1};
        Await.until("both workers have run the page", () -> {
            String[] answer = page(cookie).strip().split(": ");
            assertThat(answer[0]).isEqualTo(String.valueOf(++count[0]));
            pids.add(answer[1]);
            return pids.size() == 2;
        });
    }

    private static String page(String cookie) {
        try (RawClient client = jcorn.connect()) {
            return client.exchange("GET /count.jsp HTTP/1.1\r\nHost: test\r\nCookie: " + cookie + "\r\n\r\n")
                    .body();
        }
    }

    private static String cookieOf(HttpAnswer answer) {
        return answer.field("Set-Cookie").orElseThrow().split(";", 2)[0];
    }
}
