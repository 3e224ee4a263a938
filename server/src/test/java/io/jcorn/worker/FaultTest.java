package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.ClientGoneException;
import io.jcorn.app.Exchange;
import io.jcorn.app.Service.Outcome;
import io.jcorn.boot.ScoreboardSlot.Counter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with a request or a connection is the end of that alone. */
@Timeout(60)
class FaultTest {
    private static final String GET = "GET /hello HTTP/1.1\r\nHost: h\r\n\r\n";
    /** After so many quick requests a mapping's next one runs on the loop. */
    private static final int UNTIL_QUICK = 200;

    private static final long POLL_NANOS = 1_000_000;

    private static Outcome text(Exchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        exchange.response().write(bytes, 0, bytes.length);
        return Outcome.DONE;
    }

    private static void makeQuick(TestWorker worker) throws IOException {
        try (RawClient client = new RawClient(worker.address())) {
            for (int i = 0; i < UNTIL_QUICK; i++) {
                client.send(GET).response();
            }
        }
    }

    static void await(java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Test
    void aQuickMappingThatHangsTakesFewMoreThreadsThanItMay() throws Exception {
        CountDownLatch hang = new CountDownLatch(1);
        AtomicInteger hanging = new AtomicInteger();
        List<RawClient> clients = new ArrayList<>();
        try (TestWorker worker = new TestWorker(Map.of("threads", "2"), e -> {
            if (e.request().rawQuery() != null) {
                hanging.incrementAndGet();
                hang.await();
            }
            return text(e, "hello");
        })) {
            makeQuick(worker);
            for (int i = 0; i < 50; i++) {
                clients.add(new RawClient(worker.address()).send(GET.replace("hello", "hello?hang")));
            }
            try (RawClient last = new RawClient(worker.address())) {
                assertThat(last.send("?\r\n\r\n").response()).startsWith("HTTP/1.1 400 ");
            }
            assertThat(hanging.get()).isLessThan(10);
            hang.countDown();
            for (RawClient client : clients) {
                assertThat(client.response()).endsWith("hello");
                client.close();
            }
        }
    }

    /** A mapping that is mostly quick doesn't wait for threads that slow ones keep busy. */
    @Test
    void aMappingInDebtIsServedThoughAllThreadsAreBusy() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch overstayed = new CountDownLatch(4);
        List<RawClient> clients = new ArrayList<>();
        try (TestWorker worker = new TestWorker(Map.of("threads", "8"), e -> {
            if (e.request().rawQuery() != null) {
                overstayed.countDown();
                end.await();
            } else if (e.request().rawPath().equals("/slow")) {
                end.await();
            }
            return text(e, "hello");
        })) {
            do {
                makeQuick(worker); // again, if this test was kept waiting meanwhile
            } while (!worker.cost("/hello").isShort());
            for (int i = 0; i < 4; i++) {
                clients.add(new RawClient(worker.address()).send(GET.replace("hello", "hello?hang")));
            }
            overstayed.await();
            for (int i = 0; i < 20; i++) {
                clients.add(new RawClient(worker.address()).send(GET.replace("hello", "slow")));
            }
            try (RawClient client = new RawClient(worker.address())) {
                assertThat(client.send(GET).response()).endsWith("hello");
            }
            end.countDown();
            for (RawClient client : clients) {
                assertThat(client.response()).endsWith("hello");
                client.close();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.jcorn.worker.TestWorker#workerClasses")
    void whateverAnApplicationThrowsEndsItsRequestAlone(String workerClass) throws Exception {
        try (TestWorker worker = new TestWorker(Map.of("worker-class", workerClass), e -> {
            if (e.request().rawQuery() != null) {
                throw new ServiceConfigurationError("on purpose, by a test");
            }
            return text(e, "hi");
        })) {
            makeQuick(worker);
            for (int i = 0; i < 20; i++) {
                try (RawClient thrown = new RawClient(worker.address())) {
                    thrown.send("GET /hello?throw HTTP/1.1\r\nHost: h\r\n\r\n");
                    assertThat(thrown.all()).startsWith("HTTP/1.1 500 ");
                }
            }
            makeQuick(worker);
            await(() -> worker.worker().stats().inFlight() == 0);
            assertThat(worker.worker().threads().all())
                    .allSatisfy(thread -> assertThat(thread.isAlive()).isTrue());
            awaitOneLeader(worker);
        }
    }

    /** A lead may be on its way from one thread to the next; two leaders would stay two. */
    static void awaitOneLeader(TestWorker worker) {
        await(() -> worker.worker().threads().all().stream()
                        .filter(FaultTest::isLeading)
                        .count()
                == 1);
    }

    /** Whether it runs an event loop, of which a test's worker has one. */
    private static boolean isLeading(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals(EventLoop.class.getName())
                    && frame.getMethodName().equals("run")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aClientThatLeavesIsNoError() throws Exception {
        try (RecordedErrors errors = new RecordedErrors();
                TestWorker worker = new TestWorker(Map.of(), e -> {
                    if (e.request().rawQuery() != null) {
                        throw new IOException("as if the client had gone");
                    }
                    return text(e, "hi");
                })) {
            makeQuick(worker);
            for (int i = 0; i < 20; i++) {
                try (RawClient client = new RawClient(worker.address())) {
                    client.send("GET /hello?gone HTTP/1.1\r\nHost: h\r\n\r\n");
                    assertThat(client.all()).isEmpty();
                }
            }
            assertThat(errors.messages()).isEmpty();
        }
    }

    @Test
    void tellsTheApplicationThatItsClientIsGone() throws Exception {
        BlockingQueue<Exception> seen = new LinkedBlockingQueue<>();
        CountDownLatch reads = new CountDownLatch(1);
        try (TestWorker worker = new TestWorker(Map.of("body-buffer", "0"), e -> {
            byte[] block = new byte[100_000];
            try {
                if (e.request().hasBody()) {
                    reads.countDown();
                    e.body().read(block, 0, 1);
                }
                while (true) {
                    e.response().write(block, 0, block.length);
                }
            } catch (IOException gone) {
                seen.add(gone);
                throw gone;
            }
        })) {
            try (RawClient writer = new RawClient(worker.address())) {
                writer.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").until("\r\n\r\n");
                writer.socket().setSoLinger(true, 0); // closing resets
            }
            assertThat(seen.take()).isInstanceOf(ClientGoneException.class);
            try (RawClient reader = new RawClient(worker.address())) {
                reader.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
                reads.await();
                reader.socket().setSoLinger(true, 0);
            }
            assertThat(seen.take()).isInstanceOf(ClientGoneException.class);
        }
    }

    @Test
    void refusesABadBodyThatComesAfterItsHead() throws Exception {
        TestWorker.Handler reader = e -> {
            byte[] block = new byte[8];
            while (e.body().read(block, 0, block.length) >= 0) {
                // a body that pauses for a second is given to the application as far as it came
            }
            return text(e, "hi");
        };
        try (TestWorker worker = new TestWorker(Map.of(), reader)) {
            for (int i = 0; i < 20; i++) {
                try (RawClient client = new RawClient(worker.address())) {
                    client.sendSlowly("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\nx");
                    assertThat(client.all()).startsWith("HTTP/1.1 400 ");
                }
                try (RawClient client = new RawClient(worker.address())) {
                    client.sendSlowly("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab");
                    assertThat(client.halfClose().all()).startsWith("HTTP/1.1 400 ");
                }
            }
            await(() -> worker.worker().stats().inFlight() == 0);
        }
    }

    @Test
    void answersOnceThoughTheUnreadBodyTurnsOutBad() throws Exception {
        try (TestWorker worker = new TestWorker(Map.of("body-buffer", "0"), e -> text(e, "hi"));
                RawClient client = new RawClient(worker.address())) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\nbad\r\n");
            assertThat(client.all()).endsWith("\r\n\r\nhi").containsOnlyOnce("HTTP/1.1 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flush first", "fill the buffer first"})
    void sendsNoByteBeyondTheDeclaredLength(String how) throws Exception {
        try (TestWorker worker = new TestWorker(Map.of(), e -> {
                    e.response().bufferSize(512);
                    e.response().head().set("Content-Length", "512");
                    if (how.startsWith("flush")) {
                        e.response().flush();
                    }
                    e.response().write(new byte[512], 0, 512);
                    return text(e, "too much");
                });
                RawClient client = new RawClient(worker.address())) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(GET).response())
                        .startsWith("HTTP/1.1 200 ")
                        .endsWith("\0")
                        .doesNotContain("too much");
            }
        }
    }

    /** If it waited for the next sweep each time, a quarter of a second, it would take more than a minute. */
    @Test
    @Timeout(60)
    void acceptsAgainAsSoonAsThereIsRoom() throws Exception {
        try (TestWorker worker = new TestWorker(Map.of("worker-connections", "1"), e -> text(e, "hi"))) {
            for (int i = 0; i < 300; i++) {
                try (RawClient client = new RawClient(worker.address())) {
                    assertThat(client.send(GET).response()).endsWith("hi");
                }
            }
        }
    }

    @Test
    void countsConnectionsRightHoweverTheyEnd() throws Exception {
        Map<String, String> settings = Map.of("worker-connections", "20", "body-buffer", "0");
        try (TestWorker worker = new TestWorker(settings, e -> {
            byte[] block = new byte[100_000];
            while (e.body().read(block, 0, block.length) >= 0) {
                // all of it
            }
            for (int i = 0; i < 100 && e.request().rawQuery() != null; i++) {
                e.response().write(block, 0, block.length);
            }
            return text(e, "hi");
        })) {
            List<String> beginnings = List.of(
                    "",
                    "GET / HT",
                    GET,
                    "GET /?big HTTP/1.1\r\nHost: h\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                    "bad\r\n\r\n");
            List<Thread> clients = new ArrayList<>();
            AtomicInteger failed = new AtomicInteger();
            for (int c = 0; c < 16; c++) {
                clients.add(new Thread(() -> {
                    for (int i = 0; i < 10; i++) {
                        for (String beginning : beginnings) {
                            try (RawClient client = new RawClient(worker.address())) {
                                client.send(beginning);
                                client.socket().setSoLinger(true, 0); // closing resets
                            } catch (IOException e) {
                                failed.incrementAndGet();
                            }
                        }
                    }
                }));
            }
            clients.forEach(Thread::start);
            for (Thread client : clients) {
                client.join();
            }
            await(() -> worker.connections() == 0);
            await(() -> worker.worker().stats().inFlight() == 0);
            assertThat(failed).hasValue(0);
            try (RawClients all = new RawClients()) {
                for (int i = 0; i < 20; i++) { // there is room for as many as ever
                    assertThat(all.connect(worker.address()).send(GET).response())
                            .endsWith("hi");
                }
            }
        }
    }

    @Test
    void aRequestThatWaitsForItsClientIsNotStuck() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch reads = new CountDownLatch(1);
        try (TestWorker worker = new TestWorker(Map.of("timeout", "1", "body-buffer", "0"), e -> {
                    if (e.request().hasBody()) {
                        reads.countDown();
                        e.body().read(new byte[1], 0, 1);
                    } else {
                        release.await();
                    }
                    return text(e, "hi");
                });
                RawClient slow = new RawClient(worker.address());
                RawClient stuck = new RawClient(worker.address())) {
            slow.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n");
            reads.await();
            stuck.send(GET);
            await(() -> worker.slot.get(Counter.STUCK) == 1); // the later one, so it was the earlier one's turn as well
            release.countDown();
            assertThat(stuck.response()).endsWith("hi");
            assertThat(slow.send("x").response()).endsWith("hi");
        }
    }

    @Test
    void anUpgradedConnectionMayBeSilentForLong() throws Exception {
        try (TestWorker worker = new TestWorker(Map.of("body-timeout", "1"), e -> {
                    if (e.request().hasBody()) {
                        return text(e, "not reached");
                    }
                    e.response().head().status(101);
                    e.response().head().set("Upgrade", "echo");
                    e.upgrade();
                    byte[] block = new byte[4];
                    int n = e.body().read(block, 0, block.length);
                    e.response().write(block, 0, n);
                    return Outcome.DONE;
                });
                RawClient upgraded = new RawClient(worker.address())) {
            upgraded.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n");
            assertThat(upgraded.until("\r\n\r\n")).startsWith("HTTP/1.1 101 ");
            for (int i = 0; i < 2; i++) { // the time-out that a request's body gets serves as a clock
                try (RawClient other = new RawClient(worker.address())) {
                    other.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
                    assertThat(other.all()).startsWith("HTTP/1.1 408 ");
                }
            }
            assertThat(upgraded.send("late").all()).isEqualTo("late");
        }
    }

    @Test
    void chunkedBodiesThatPauseLeaveThreadsToTheOthers() throws Exception {
        CountDownLatch given = new CountDownLatch(1);
        try (TestWorker worker = new TestWorker(Map.of("threads", "2", "body-timeout", "20"), e -> {
            if (e.request().hasBody()) {
                given.countDown();
                e.body().read(new byte[1], 0, 1);
            }
            return text(e, "hi");
        })) {
            List<RawClient> paused = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                RawClient client = new RawClient(worker.address());
                paused.add(client);
                client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n");
            }
            given.await();
            try (RawClient client = new RawClient(worker.address())) {
                assertThat(client.send("GET /first-seen HTTP/1.1\r\nHost: h\r\n\r\n")
                                .response())
                        .endsWith("hi");
            }
            for (RawClient client : paused) {
                assertThat(client.send("hello\r\n0\r\n\r\n").response()).endsWith("hi");
                client.close();
            }
        }
    }

    @Test
    void finishingTwiceIsFinishingOnce() throws Exception {
        try (TestWorker worker = new TestWorker(Map.of(), e -> {
                    text(e, e.request().rawPath());
                    e.execute(() -> {
                        e.finish();
                        e.finish();
                        e.abort();
                    });
                    return Outcome.SUSPENDED;
                });
                RawClient client = new RawClient(worker.address())) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.send("GET /" + i + " HTTP/1.1\r\nHost: h\r\n\r\n")
                                .response())
                        .endsWith("\r\n\r\n/" + i);
            }
        }
    }
}
