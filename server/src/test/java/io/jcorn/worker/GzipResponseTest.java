package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Response;
import io.jcorn.app.Service.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compression by a worker, over real sockets. */
@Timeout(60)
class GzipResponseTest {
    private static final String TEXT = "All the world's a stage. ".repeat(400);
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAccept-Encoding: gzip\r\n\r\n";

    private interface Writing {
        void write(Response response) throws Exception;
    }

    private static TestWorker worker(Map<String, String> settings, Writing writing) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("compress", "true"));
        all.putAll(settings);
        return new TestWorker(all, exchange -> {
            exchange.response().head().set("Content-Type", "text/plain;charset=utf-8");
            writing.write(exchange.response());
            return Outcome.DONE;
        });
    }

    private static void write(Response response, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        response.write(bytes, 0, bytes.length);
    }

    private static String answer(Writing writing) throws Exception {
        return answer(Map.of(), writing, GET);
    }

    private static String answer(Map<String, String> settings, Writing writing, String request) throws Exception {
        try (TestWorker worker = worker(settings, writing);
                RawClient client = new RawClient(worker.address())) {
            return client.send(request).all();
        }
    }

    private static String head(String answer) {
        return answer.substring(0, answer.indexOf("\r\n\r\n") + 2);
    }

    private static byte[] body(String answer) {
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!head(answer).contains("Transfer-Encoding: chunked")) {
            bytes.writeBytes(body.getBytes(StandardCharsets.ISO_8859_1));
            return bytes.toByteArray();
        }
        for (int at = 0; ; ) {
            int end = body.indexOf("\r\n", at);
            int size = Integer.parseInt(body.substring(at, end), 16);
            if (size == 0) {
                return bytes.toByteArray();
            }
            bytes.writeBytes(body.substring(end + 2, end + 2 + size).getBytes(StandardCharsets.ISO_8859_1));
            at = end + 2 + size + 2;
        }
    }

    private static String unzipped(byte[] body) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void compressesAWholeResponseAndTellsItsLength() throws Exception {
        String answer = answer(response -> {
            response.head().set("ETag", "\"x\"");
            response.head().set("Content-Length", Integer.toString(TEXT.length()));
            write(response, TEXT);
        });
        byte[] body = body(answer);
        assertThat(unzipped(body)).isEqualTo(TEXT);
        assertThat(body).hasSizeLessThan(TEXT.length() / 10);
        assertThat(head(answer))
                .contains("\r\nContent-Encoding: gzip\r\n", "\r\nVary: Accept-Encoding\r\n", "\r\nETag: W/\"x\"\r\n")
                .containsOnlyOnce("\r\nContent-Length: " + body.length + "\r\n");
    }

    @Test
    void compressesWhatIsLongerThanTheBuffer() throws Exception {
        String answer = answer(response -> {
            for (int i = 0; i < 50; i++) {
                write(response, TEXT);
            }
        });
        assertThat(unzipped(body(answer))).isEqualTo(TEXT.repeat(50));
    }

    @Test
    void dropsWhatIsBeyondTheDeclaredLengthAndShowsWhatFallsShort() throws Exception {
        assertThat(unzipped(body(answer(response -> {
                    response.head().set("Content-Length", "2000");
                    write(response, TEXT);
                }))))
                .isEqualTo(TEXT.substring(0, 2000));
        String cut = answer(response -> {
            response.head().set("Content-Length", "20000");
            write(response, TEXT);
        });
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> unzipped(body(cut)))
                .isInstanceOf(java.io.EOFException.class);
    }

    @Test
    void passesOnWhatIsFlushedAtOnce() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        Writing events = response -> {
            response.head().set("Content-Type", "text/event-stream");
            write(response, "data: one\n\n");
            response.flush();
            seen.await();
            write(response, "data: two\n\n");
        };
        try (TestWorker worker = worker(Map.of(), events);
                RawClient client = new RawClient(worker.address())) {
            client.send(GET.replace("HTTP/1.1", "HTTP/1.0"));
            assertThat(client.until("\r\n\r\n")).contains("Content-Encoding: gzip");
            InputStream in = new GZIPInputStream(client.socket().getInputStream());
            assertThat(new String(in.readNBytes(11), StandardCharsets.ISO_8859_1))
                    .isEqualTo("data: one\n\n");
            seen.countDown();
            assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .isEqualTo("data: two\n\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Content-Type     | image/png        | false
            Content-Type     | text             | false
            Content-Encoding | br               | false
            Accept-Ranges    | bytes            | false
            Cache-Control    | no-transform     | false
            Content-Type     | APPLICATION/json | true
            Vary             | Origin           | true
            """)
    void leavesAloneWhatIsNotForIt(String name, String value, boolean varies) throws Exception {
        Writing writing = response -> {
            response.head().set(name, value);
            write(response, TEXT);
        };
        String answer = answer(writing);
        assertThat(head(answer).contains("Content-Encoding: gzip")).isEqualTo(varies);
        String plain = answer(Map.of(), writing, GET.replace("gzip", "gzip;q=0"));
        assertThat(plain).endsWith(TEXT);
        assertThat(head(plain).contains("Vary: Accept-Encoding")).isEqualTo(varies);
    }

    @ParameterizedTest
    @CsvSource({"206, false", "304, false", "204, false", "404, true", "500, true"})
    void dependsOnTheStatus(int status, boolean compressed) throws Exception {
        String answer = answer(response -> {
            response.head().status(status);
            write(response, TEXT);
        });
        assertThat(head(answer).contains("Content-Encoding: gzip")).isEqualTo(compressed);
    }

    @Test
    void leavesAloneWhatIsSmall() throws Exception {
        Writing small = response -> write(response, "x".repeat(100));
        assertThat(answer(small)).doesNotContain("Vary", "Content-Encoding").endsWith("x");
        assertThat(answer(Map.of("compress-min-size", "100"), small, GET)).contains("Content-Encoding: gzip");
        assertThat(answer(Map.of("compress-min-size", "0"), response -> {}, GET))
                .contains("Content-Length: 0\r\n")
                .doesNotContain("Content-Encoding");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsHeadWhatGetWouldHave(boolean written) throws Exception {
        String answer = answer(
                Map.of(),
                response -> {
                    response.head().set("Content-Length", Integer.toString(TEXT.length()));
                    if (written) {
                        write(response, TEXT);
                    }
                },
                GET.replace("GET", "HEAD"));
        assertThat(answer)
                .contains("Content-Encoding: gzip", "Vary: Accept-Encoding")
                .doesNotContain("Content-Length")
                .endsWith("\r\n\r\n");
    }

    @Test
    void sendsFilesAsTheyAre(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), TEXT);
        assertThat(answer(response -> response.sendFile(FileChannel.open(file), 0, TEXT.length())))
                .doesNotContain("gzip")
                .endsWith(TEXT);
        assertThat(unzipped(body(answer(response -> {
                    write(response, "before ");
                    response.flush();
                    response.sendFile(FileChannel.open(file), 0, TEXT.length());
                }))))
                .isEqualTo("before " + TEXT);
    }

    @Test
    void compressesNothingUnlessAsked() throws Exception {
        assertThat(answer(Map.of("compress", "false"), response -> write(response, TEXT), GET))
                .doesNotContain("Vary", "gzip")
                .endsWith(TEXT);
    }
}
