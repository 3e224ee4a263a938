package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServesTheDemoIT {
    private static final String HOST = "Host: test\r\n";

    private static JcornProcess jcorn;

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.serving(Built.DEMO);
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    @Test
    void answersTheFrontPageAsTheWelcomeFile() {
        HttpAnswer answer = jcorn.get("/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Content-Type")).get().asString().startsWith("text/html");
        assertThat(answer.body()).contains("<h1>It grows.</h1>");
    }

    @Test
    void answersAPageThatIsStillFreshWith304() {
        try (RawClient client = jcorn.connect()) {
            String date = client.get("/style.css").field("Last-Modified").orElseThrow();

            HttpAnswer again =
                    client.exchange("GET /style.css HTTP/1.1\r\n" + HOST + "If-Modified-Since: " + date + "\r\n\r\n");

            assertThat(again.status()).isEqualTo(304);
        }
    }

    @Test
    void takesAForm() {
        HttpAnswer answer = post("/greeting", "application/x-www-form-urlencoded", "name=Zo%C3%AB+%26+co");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("Hello, Zo\u00c3\u00ab &amp; co!");
    }

    @Test
    void countsTheVisitsOfASession() {
        HttpAnswer first = jcorn.get("/counter");
        String cookie = first.field("Set-Cookie").orElseThrow().split(";", 2)[0];
        try (RawClient client = jcorn.connect()) {
            HttpAnswer second = client.exchange("GET /counter HTTP/1.1\r\n" + HOST + "Cookie: " + cookie + "\r\n\r\n");

            assertThat(first.body()).contains("Visit 1");
            assertThat(second.body()).contains("Visit 2");
        }
    }

    @Test
    void answersJson() {
        HttpAnswer answer = jcorn.get("/api/worker");

        assertThat(answer.field("Content-Type")).get().asString().startsWith("application/json");
        assertThat(answer.body()).contains("\"servlet\": \"6.1\"");
    }

    @Test
    void streamsFromAnAsynchronousServlet() {
        assertThat(jcorn.get("/countdown").body().lines()).containsExactly("5", "4", "3", "2", "1", "Up!");
    }

    @Test
    void takesAnUpload() {
        HttpAnswer answer = post("/upload", "multipart/form-data; boundary=oak", """
                --oak\r
                Content-Disposition: form-data; name="file"; filename="acorn.txt"\r
                Content-Type: text/plain\r
                \r
                12345\r
                --oak--\r
                """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("acorn.txt has 5 bytes");
    }

    @Test
    void answersAnUnknownPathWith404() {
        assertThat(jcorn.get("/nothing/here").status()).isEqualTo(404);
    }

    private static HttpAnswer post(String target, String type, String body) {
        try (RawClient client = jcorn.connect()) {
            return client.exchange("POST " + target + " HTTP/1.1\r\n" + HOST + "Content-Type: " + type
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }
    }
}
