package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServesSpringBootIT {
    private static JcornProcess jcorn;

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.serving(Built.SPRING_BOOT);
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    @Test
    void servesItsWelcomePageFromTheClassPath() {
        assertThat(jcorn.get("/").body()).contains("The shop");
    }

    @Test
    void takesAndAnswersJson() {
        HttpAnswer answer = post("/orders", "application/json", "{\"item\":\"leaf\",\"count\":1}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"item\":\"leaf\",\"count\":2}");
    }

    @Test
    void takesAForm() {
        assertThat(post("/form", "application/x-www-form-urlencoded", "item=an+acorn")
                        .body())
                .isEqualTo("an acorn");
    }

    @Test
    void takesAFile() {
        HttpAnswer answer = post("/upload", "multipart/form-data; boundary=b", """
                --b\r
                Content-Disposition: form-data; name="file"; filename="a.txt"\r
                \r
                acorn\r
                --b--\r
                """);

        assertThat(answer.body()).isEqualTo("a.txt 5");
    }

    @Test
    void sendsEvents() {
        HttpAnswer answer = jcorn.get("/events");

        assertThat(answer.field("Content-Type")).contains("text/event-stream");
        assertThat(answer.body()).isEqualTo("data:one\n\ndata:two\n\n");
    }

    @Test
    void answersAnExceptionByTheErrorPageOfSpring() {
        HttpAnswer answer = jcorn.get("/broken");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("\"path\":\"/broken\"");
    }

    @Test
    void answersAnUnknownPathByTheErrorPageOfSpring() {
        HttpAnswer answer = jcorn.get("/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("\"path\":\"/nothing\"");
    }

    private static HttpAnswer post(String path, String type, String body) {
        try (RawClient client = jcorn.connect()) {
            return client.exchange("""
                    POST %s HTTP/1.1\r
                    Host: test\r
                    Accept: application/json, text/plain\r
                    Content-Type: %s\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(path, type, body.length(), body));
        }
    }
}
