package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Service.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a worker writes into its access log. */
@Timeout(60)
class AccessLogTest {
    private static final String GET = "GET /a?b=c HTTP/1.1\r\nHost: h\r\n\r\n";

    @TempDir
    Path folder;

    private TestWorker worker(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("access-logfile", log().toString()));
        all.putAll(settings);
        return new TestWorker(all, exchange -> {
            if (exchange.request().rawPath().equals("/fails")) {
                throw new IllegalStateException("on purpose");
            }
            exchange.response().write(new byte[5], 0, 5);
            return Outcome.DONE;
        });
    }

    private Path log() {
        return folder.resolve("access.log");
    }

    /** Waits for a line: it is written after the response. */
    private static List<String> lines(TestWorker worker, Path file) throws Exception {
        while (!Files.exists(file) || Files.size(file) == 0) {
            worker.worker().accessLog().flush();
            Thread.onSpinWait();
        }
        return Files.readAllLines(file);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /a?b=c HTTP/1.1~Host: h~~                              | "GET /a?b=c HTTP/1.1" 200
            GET /fails HTTP/1.1~Host: h~~                              | "GET /fails HTTP/1.1" 500
            GET / HTTP/1.1~~                                           | "-" 400
            nonsense~                                                  | "-" 400
            GET /123456789012345678901234567890 HTTP/1.1~Host: h~~     | "-" 414
            GET / HTTP/1.1~Host: h~X-Long: 12345678901234567890123456~~| "-" 431
            GET / HTTP/9.1~Host: h~~                                   | "-" 505
            POST /a HTTP/1.1~Host: h~Content-Length: 99~~              | "POST /a HTTP/1.1" 413
            GET / HTTP/1.1~Host:                                       | "-" 408
            """)
    void hasALineForEachRequestAlsoForThoseThatWereRefused(String request, String expected) throws Exception {
        Map<String, String> settings = Map.of(
                "access-logformat",
                "%(h)s \"%(r)s\" %(s)s %(b)s",
                "limit-request-line",
                "30",
                "limit-request-field-size",
                "30",
                "limit-request-body",
                "10",
                "head-timeout",
                "0.3");
        try (TestWorker worker = worker(settings)) {
            String response = askInTime(worker, request.strip().replace("~", "\r\n"));
            int bytes = response.length() - response.indexOf("\r\n\r\n") - 4;
            assertThat(lines(worker, log())).containsExactly("127.0.0.1 " + expected + " " + bytes);
        }
    }

    /** Again, if this test was kept waiting for so long that the connection counted as idle: nothing is logged of that. */
    private static String askInTime(TestWorker worker, String request) {
        while (true) {
            try (RawClient client = new RawClient(worker.address())) {
                return client.send(request).response();
            } catch (IOException closed) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void canNotBeForged() throws Exception {
        String user =
                Base64.getEncoder().encodeToString("me [then] \"x\"\n\u2028:secret".getBytes(StandardCharsets.UTF_8));
        try (TestWorker worker = worker(Map.of("access-logformat", "%(u)s \"%(a)s\" %(s)s"));
                RawClient client = new RawClient(worker.address())) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nUser-Agent: a\" 200 \\\t\u0085\u00e9\r\nAuthorization: Basic "
                    + user + "\r\n\r\n");
            client.response();
            assertThat(lines(worker, log()))
                    .containsExactly("me\\x20[then]\\x20\\\"x\\\"\\x0a\\u2028 \"a\\\" 200 \\\\\\x09\\x85\\xe9\" 200");
        }
    }

    @Test
    void canBeJson() throws Exception {
        try (TestWorker worker = worker(Map.of("access-logformat", "json"));
                RawClient client = new RawClient(worker.address())) {
            client.send("GET /a?b=c HTTP/1.1\r\nHost: h\r\nUser-Agent: x\"y\\\t\u00e9\r\n\r\n");
            client.response();
            assertThat(lines(worker, log()))
                    .singleElement()
                    .asString()
                    .matches("\\{\"time\":\"[-0-9]{10}T[:0-9]{8}(\\.\\d{3})?Z\",\"remote_addr\":\"127\\.0\\.0\\.1\","
                            + "\"user\":null,.*\"status\":\\d+,\"bytes\":\\d+,\"seconds\":\\d+\\.\\d{6},"
                            + "\"referer\":null,.*,\"pid\":\\d+}")
                    .contains("\"user_agent\":\"x\\\"y\\\\\\u0009\\u00e9\"");
        }
    }

    @Test
    void goesOnInANewFileOnceItWasRenamed() throws Exception {
        Path rotated = folder.resolve("access.log.1");
        try (TestWorker worker = worker(Map.of("access-logformat", "%(U)s"));
                RawClient client = new RawClient(worker.address())) {
            client.send(GET).response();
            assertThat(lines(worker, log())).containsExactly("/a");
            Files.move(log(), rotated);
            client.send(GET.replace("/a", "/b")).response();
            assertThat(lines(worker, log())).containsExactly("/b");
            assertThat(Files.readAllLines(rotated)).containsExactly("/a");
        }
    }
}
