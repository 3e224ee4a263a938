package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service.Outcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a connection, over real sockets, in each worker class. */
@Timeout(60)
class ConnectionTest {
    private static final String GET = "GET /hello HTTP/1.1\r\nHost: h\r\n\r\n";

    @TempDir
    Path folder;

    private static Outcome text(Exchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        exchange.response().write(bytes, 0, bytes.length);
        return Outcome.DONE;
    }

    /** Echoes the body, streamed when it is asked to be. */
    private static Outcome echo(Exchange exchange) throws IOException {
        byte[] block = new byte[1000];
        for (int n; (n = exchange.body().read(block, 0, block.length)) >= 0; ) {
            exchange.response().write(block, 0, n);
        }
        return Outcome.DONE;
    }

    private static TestWorker worker(TestWorker.Handler handler) throws Exception {
        return new TestWorker(Map.of(), handler);
    }

    @ParameterizedTest
    @MethodSource("io.jcorn.worker.TestWorker#workerClasses")
    void answersManyRequestsOnOneConnection(String workerClass) throws Exception {
        try (TestWorker worker = new TestWorker(Map.of("worker-class", workerClass), e -> text(e, "hi"));
                RawClient client = new RawClient(worker.address())) {
            for (int i = 0; i < 500; i++) {
                assertThat(client.send(GET).response())
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .endsWith("\r\n\r\nhi");
            }
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        try (TestWorker worker = worker(e -> text(e, e.request().rawPath()));
                RawClient client = new RawClient(worker.address())) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                all.append("GET /").append(i).append(" HTTP/1.1\r\nHost: h\r\n\r\n");
            }
            client.send(all.toString());
            for (int i = 0; i < 100; i++) {
                assertThat(client.response()).endsWith("\r\n\r\n/" + i);
            }
        }
    }

    @Test
    void takesAHeadByteByByte() throws Exception {
        try (TestWorker worker = worker(e -> text(e, "hi"));
                RawClient client = new RawClient(worker.address())) {
            assertThat(client.sendSlowly(GET).response()).endsWith("hi");
            assertThat(client.sendSlowly(GET).response()).endsWith("hi");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 8000, 65_536, 65_537, 1_000_000})
    void takesABodyOfKnownLength(int length) throws Exception {
        try (TestWorker worker = worker(ConnectionTest::echo);
                RawClient client = new RawClient(worker.address())) {
            String body = "x".repeat(length);
            for (int i = 0; i < 3; i++) {
                client.send("POST /echo HTTP/1.1\r\nHost: h\r\nConnection: " + (i < 2 ? "keep-alive" : "close")
                        + "\r\nContent-Length: " + length + "\r\n\r\n");
                Thread sender = new Thread(() -> {
                    try {
                        client.send(body);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
                sender.start();
                String answer = length > 16_000 ? chunkedOrFixed(client) : client.response();
                sender.join();
                assertThat(answer).endsWith(body);
            }
        }
    }

    /** A body longer than the response's buffer comes chunked. */
    private static String chunkedOrFixed(RawClient client) throws IOException {
        String head = client.until("\r\n\r\n");
        if (head.contains("Content-Length: ")) {
            int at = head.indexOf("Content-Length: ");
            int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
            return new String(client.socket().getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
        }
        assertThat(head).contains("Transfer-Encoding: chunked");
        StringBuilder body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(client.until("\r\n").strip(), 16);
            body.append(new String(client.socket().getInputStream().readNBytes(size), StandardCharsets.ISO_8859_1));
            client.until("\r\n");
            if (size == 0) {
                return body.toString();
            }
        }
    }

    @Test
    void takesAChunkedBodyByteByByteAndItsTrailers() throws Exception {
        try (TestWorker worker = worker(e -> {
                    echo(e);
                    return text(e, e.body().trailers().toString());
                });
                RawClient client = new RawClient(worker.address())) {
            client.sendSlowly("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nChecksum: 7\r\n\r\n");
            assertThat(client.response()).endsWith("\r\n\r\nabcdefg{checksum=7}");
            assertThat(client.send(GET).response()).endsWith("{}");
        }
    }

    @Test
    void sendsAShortBodyInChunksIfTrailersFollow() throws Exception {
        try (TestWorker worker = worker(e -> {
                    e.response().trailers(() -> Map.of("Checksum", "7"));
                    return text(e, "short");
                });
                RawClient client = new RawClient(worker.address())) {
            String head = client.send(GET).until("\r\n\r\n");
            assertThat(head).contains("Transfer-Encoding: chunked").doesNotContain("Content-Length");
            assertThat(client.until("\r\n\r\n")).isEqualToIgnoringCase("5\r\nshort\r\n0\r\nChecksum: 7\r\n\r\n");
        }
    }

    @Test
    void sendsContinueOnlyToAReader() throws Exception {
        try (TestWorker worker = worker(e -> e.request().rawPath().equals("/read") ? echo(e) : text(e, "no"));
                RawClient client = new RawClient(worker.address());
                RawClient other = new RawClient(worker.address())) {
            client.send("POST /read HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.until("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.send("ok").response()).endsWith("ok");
            other.send("POST /refuse HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(other.all())
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Connection: close")
                    .endsWith("no");
        }
    }

    @Test
    void refusesWhatIsMalformedAndCloses() throws Exception {
        try (TestWorker worker = worker(e -> text(e, "hi"))) {
            Map<String, String> cases = Map.of(
                    "GET / HTTP/3.0\r\nHost: h\r\n\r\n",
                    "HTTP/1.1 505 ",
                    "GET / HTTP/1.1\r\n\r\n",
                    "HTTP/1.1 400 ",
                    "GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: h\r\n\r\n",
                    "HTTP/1.1 414 ",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                    "HTTP/1.1 400 ",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                    "HTTP/1.1 501 ");
            for (var c : cases.entrySet()) {
                try (RawClient client = new RawClient(worker.address())) {
                    assertThat(client.send(c.getKey()).all()).startsWith(c.getValue());
                }
                try (RawClient client = new RawClient(worker.address())) {
                    assertThat(client.send(GET + c.getKey()).response()).endsWith("hi");
                    assertThat(client.all()).startsWith(c.getValue());
                }
            }
        }
    }

    @Test
    void refusesABodyAboveTheLimit() throws Exception {
        try (TestWorker worker = new TestWorker(Map.of("limit-request-body", "10"), ConnectionTest::echo);
                RawClient client = new RawClient(worker.address())) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n01234567890");
            assertThat(client.all()).startsWith("HTTP/1.1 413 ");
        }
    }

    /** Without a reset: this client reads only when it has sent all. */
    @ParameterizedTest
    @CsvSource({"0, HTTP/1.1 200 OK", "10, HTTP/1.1 413 Content Too Large"})
    void aClientThatIsStillSendingGetsItsAnswer(String limit, String answer) throws Exception {
        try (TestWorker worker = new TestWorker(Map.of("limit-request-body", limit), e -> text(e, "early"));
                RawClient client = new RawClient(worker.address())) {
            int length = RawClient.MORE_THAN_SOCKETS_HOLD;
            String head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n";
            client.send(head + "x".repeat(length));
            assertThat(client.response()).startsWith(answer);
        }
    }

    @Test
    void answersARequestWhoseClientHalfClosed() throws Exception {
        try (TestWorker worker = worker(e -> text(e, "hi"));
                RawClient client = new RawClient(worker.address())) {
            assertThat(client.send(GET + GET).halfClose().all().split("HTTP/1.1 200"))
                    .hasSize(3);
        }
    }

    @Test
    void closesHalfHeadsSilentlyAndSlowOnesWith408() throws Exception {
        try (TestWorker worker = new TestWorker(Map.of("head-timeout", "1"), e -> text(e, "hi"));
                RawClient cut = new RawClient(worker.address())) {
            assertThat(cut.send("GET / HT").halfClose().all()).isEmpty();
            String answer = "";
            while (answer.isEmpty()) { // one that begins too late is closed without a word
                try (RawClient slow = new RawClient(worker.address())) {
                    answer = slow.send("GET / HTTP/1.1\r\n").all();
                }
            }
            assertThat(answer).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void closesIdleConnectionsAfterKeepAlive() throws Exception {
        try (TestWorker worker = new TestWorker(Map.of("keep-alive", "1"), e -> text(e, "hi"));
                RawClient client = new RawClient(worker.address())) {
            client.send(GET).response();
            assertThat(client.all()).isEmpty();
        }
    }

    /** The last response says so, and what was pipelined behind is not served. */
    @ParameterizedTest
    @CsvSource({"keep-alive, 0, 1", "keep-alive-requests, 1, 1", "keep-alive-requests, 3, 3"})
    void closesAfterSoManyRequests(String setting, String value, int count) throws Exception {
        try (TestWorker worker = new TestWorker(Map.of(setting, value), e -> text(e, "hi"));
                RawClient client = new RawClient(worker.address())) {
            client.send(GET.repeat(count + 2));
            for (int i = 1; i < count; i++) {
                assertThat(client.response()).doesNotContain("Connection: ").endsWith("hi");
            }
            assertThat(client.all()).contains("Connection: close").containsOnlyOnce("hi");
        }
    }

    @Test
    void speaksHttp10() throws Exception {
        try (TestWorker worker = worker(e -> text(e, "hi"));
                RawClient closing = new RawClient(worker.address());
                RawClient keeping = new RawClient(worker.address())) {
            assertThat(closing.send("GET / HTTP/1.0\r\n\r\n").all())
                    .contains("Connection: close")
                    .endsWith("hi");
            keeping.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(keeping.response()).contains("Connection: keep-alive").endsWith("hi");
            assertThat(keeping.send("GET / HTTP/1.0\r\n\r\n").all()).endsWith("hi");
        }
    }

    @Test
    void sendsNoBodyToHead() throws Exception {
        try (TestWorker worker = worker(e -> text(e, "hi"));
                RawClient client = new RawClient(worker.address())) {
            client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n" + GET);
            assertThat(client.until("\r\n\r\n")).contains("Content-Length: 2\r\n");
            assertThat(client.response()).startsWith("HTTP/1.1 200 ").endsWith("hi");
        }
    }

    @Test
    void closesWhenTheBodyIsShorterThanDeclaredAndCutsALongerOne() throws Exception {
        try (TestWorker worker = worker(e -> {
                    e.response().head().set("Content-Length", "3");
                    return text(e, e.request().rawPath());
                });
                RawClient client = new RawClient(worker.address())) {
            assertThat(client.send("GET /longer HTTP/1.1\r\nHost: h\r\n\r\n").response())
                    .endsWith("\r\n\r\n/lo");
            assertThat(client.send("GET /s HTTP/1.1\r\nHost: h\r\n\r\n").all()).endsWith("\r\n\r\n/s");
        }
    }

    @Test
    void answers500ForAnApplicationThatThrowsAndGoesOn() throws Exception {
        try (TestWorker worker = worker(e -> {
                    if (e.request().rawPath().equals("/throw")) {
                        throw new IllegalStateException("on purpose, by a test");
                    }
                    return text(e, "hi");
                });
                RawClient thrown = new RawClient(worker.address());
                RawClient client = new RawClient(worker.address())) {
            thrown.send("GET /throw HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(thrown.all()).startsWith("HTTP/1.1 500 ").doesNotContain("on purpose");
            assertThat(client.send(GET).response()).endsWith("hi");
        }
    }

    @Test
    void finishesSuspendedExchangesFromAnotherThread() throws Exception {
        try (TestWorker worker = worker(e -> {
                    Thread other = new Thread(() -> {
                        try {
                            text(e, "later");
                            e.finish();
                        } catch (IOException x) {
                            e.abort();
                        }
                    });
                    other.start();
                    return Outcome.SUSPENDED;
                });
                RawClient client = new RawClient(worker.address())) {
            for (int i = 0; i < 200; i++) {
                assertThat(client.send(GET).response()).endsWith("later");
            }
        }
    }

    @Test
    void runsATimeoutOfASuspendedExchange() throws Exception {
        try (TestWorker worker = worker(e -> {
                    e.timeout(Duration.ofMillis(10), () -> {
                        try {
                            text(e, "timed out");
                            e.finish();
                        } catch (IOException x) {
                            e.abort();
                        }
                    });
                    return Outcome.SUSPENDED;
                });
                RawClient client = new RawClient(worker.address())) {
            assertThat(client.send(GET).response()).endsWith("timed out");
        }
    }

    @Test
    void takesATimeoutThatNeverComes() throws Exception {
        try (TestWorker worker = worker(e -> {
                    e.timeout(Duration.ofMillis(Long.MAX_VALUE), e::abort);
                    return text(e, "in time");
                });
                RawClient client = new RawClient(worker.address())) {
            assertThat(client.send(GET).response()).endsWith("in time");
        }
    }

    @Test
    void readsWithoutBlocking() throws Exception {
        try (TestWorker worker = new TestWorker(Map.of("body-buffer", "0"), e -> {
                    new NonBlockingEcho(e).run();
                    return Outcome.SUSPENDED;
                });
                RawClient client = new RawClient(worker.address())) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n");
            client.sendSlowly("y".repeat(100));
            assertThat(client.response()).endsWith("y".repeat(100));
        }
    }

    private record NonBlockingEcho(Exchange exchange) implements Runnable {
        @Override
        public void run() {
            byte[] block = new byte[7];
            try {
                while (exchange.body().isReady()) {
                    int n = exchange.body().read(block, 0, block.length);
                    if (n < 0) {
                        exchange.finish();
                        return;
                    }
                    exchange.response().write(block, 0, n);
                }
                exchange.body().onReadable(this);
            } catch (IOException e) {
                exchange.abort();
            }
        }
    }

    @Test
    void leavesASlowReaderToTheLoop() throws Exception {
        int size = 8 << 20;
        CountDownLatch served = new CountDownLatch(1);
        try (TestWorker worker = new TestWorker(Map.of("response-buffer", Integer.toString(2 * size)), e -> {
                    byte[] block = new byte[size];
                    e.response().head().set("Content-Length", Integer.toString(size));
                    e.response().write(block, 0, size);
                    served.countDown();
                    return Outcome.DONE;
                });
                RawClient client = new RawClient(worker.address())) {
            client.socket().setReceiveBufferSize(64 * 1024);
            client.send(GET);
            served.await(); // though nothing was read
            assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
            assertThat(client.socket().getInputStream().readNBytes(size).length).isEqualTo(size);
        }
    }

    @Test
    void sendsFiles() throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[3 << 20]);
        try (TestWorker worker = worker(e -> {
                    e.response().sendFile(FileChannel.open(file, StandardOpenOption.READ), 1000, 2 << 20);
                    return Outcome.DONE;
                });
                RawClient client = new RawClient(worker.address())) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.send(GET).until("\r\n\r\n")).contains("Content-Length: " + (2 << 20));
                assertThat(client.socket().getInputStream().readNBytes(2 << 20)).hasSize(2 << 20);
            }
        }
    }

    @Test
    void aRequestThatOverstaysDoesNotStopTheOthers() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (TestWorker worker = worker(e -> {
                    if (e.request().rawQuery() != null) {
                        release.await();
                    }
                    return text(e, "hi");
                });
                RawClient first = new RawClient(worker.address());
                RawClient second = new RawClient(worker.address())) {
            for (int i = 0; i < 200; i++) {
                first.send(GET).response(); // until its mapping runs on the loop
            }
            first.send("GET /hello?wait HTTP/1.1\r\nHost: h\r\n\r\n");
            for (int i = 0; i < 200; i++) {
                assertThat(second.send(GET).response()).endsWith("hi");
            }
            release.countDown();
            assertThat(first.response()).endsWith("hi");
            assertThat(first.send(GET).response()).endsWith("hi");
        }
    }

    @Test
    void leadersThatLoseTheLoopAllTheTimeLoseNoRequest() throws Exception {
        try (TestWorker worker = worker(e -> {
            if (java.util.concurrent.ThreadLocalRandom.current().nextInt(50) == 0) {
                java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
            }
            return text(e, e.request().rawPath());
        })) {
            List<Thread> threads = new ArrayList<>();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            for (int t = 0; t < 16; t++) {
                int number = t;
                Thread thread = new Thread(() -> {
                    try (RawClient client = new RawClient(worker.address())) {
                        for (int i = 0; i < 500; i++) {
                            String path = "/" + number % 4;
                            assertThat(client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n")
                                            .response())
                                    .endsWith("\r\n\r\n" + path);
                        }
                    } catch (IOException | AssertionError e) {
                        failure.set(e);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failure.get()).isNull();
        }
    }

    @Test
    void drainsWithoutLosingARequest() throws Exception {
        String answer = askWhileDraining();
        while (answer.isEmpty()) { // this test was kept waiting: the connection was idle for longer than a drain waits
            answer = askWhileDraining();
        }
        assertThat(answer).contains("Connection: close").endsWith("hi");
    }

    private static String askWhileDraining() throws Exception {
        TestWorker worker = worker(e -> text(e, "hi"));
        String answer;
        try (RawClient client = new RawClient(worker.address())) {
            client.send(GET).response();
            worker.worker().drain();
            answer = client.send(GET).all();
        } finally {
            worker.close();
        }
        assertThat(worker.connections()).isZero();
        return answer;
    }

    /** Some WebSocket clients want to see nothing but "Upgrade" in Connection, also where no request may follow. */
    @ParameterizedTest
    @ValueSource(strings = {"15", "0"})
    void upgradesToRawBytes(String keepAlive) throws Exception {
        try (TestWorker worker = new TestWorker(Map.of("keep-alive", keepAlive), e -> {
                    e.response().head().status(101);
                    e.response().head().set("Upgrade", "echo");
                    e.upgrade();
                    byte[] block = new byte[10];
                    for (int n; (n = e.body().read(block, 0, block.length)) >= 0; ) {
                        e.response().write(block, 0, n);
                        e.response().flush();
                    }
                    return Outcome.DONE;
                });
                RawClient client = new RawClient(worker.address())) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\nearly");
            assertThat(client.until("\r\n\r\n"))
                    .startsWith("HTTP/1.1 101 ")
                    .contains("\r\nUpgrade: echo\r\n", "\r\nConnection: Upgrade\r\n");
            client.until("early");
            client.send("late").until("late");
            assertThat(client.halfClose().all()).isEmpty();
        }
    }
}
