package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service.Outcome;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses larger than anything that buffers them, and clients that don't read: others are served all the same. */
@Timeout(60)
class SlowReadersTest {
    /** More than the socket buffers of both sides and the response buffer take together. */
    private static final int BIG = 20_000_000;

    private static final String GET_BIG = "GET /big HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String GET = "GET /small HTTP/1.1\r\nHost: h\r\n\r\n";

    private final List<RawClient> slow = new ArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @AfterEach
    void hangUp() throws IOException {
        for (RawClient client : slow) {
            client.close();
        }
    }

    private TestWorker worker(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("write-timeout", "0"));
        all.putAll(settings);
        return new TestWorker(all, this::serve);
    }

    private Outcome serve(Exchange exchange) throws IOException {
        boolean big = exchange.request().rawPath().equals("/big");
        byte[] block = new byte[big ? 10_000 : 5];
        try {
            for (int i = 0; i < (big ? BIG / block.length : 1); i++) {
                exchange.response().write(block, 0, block.length);
            }
        } catch (IOException e) {
            failures.add(e);
            throw e;
        }
        return Outcome.DONE;
    }

    private void dawdle(TestWorker worker, int clients) throws IOException {
        for (int i = 0; i < clients; i++) {
            slow.add(new RawClient(worker.address()).send(GET_BIG));
        }
    }

    private static void assertIsServed(TestWorker worker) throws IOException {
        try (RawClient client = new RawClient(worker.address())) {
            assertThat(client.send(GET).response()).endsWith("\0\0\0\0\0");
        }
    }

    /** The length of a chunked body; -1 if it breaks off. */
    private static int lengthOfBody(RawClient client) {
        try {
            client.until("\r\n\r\n");
            int length = 0;
            for (int size = sizeOfChunk(client); size > 0; size = sizeOfChunk(client)) {
                length += client.socket().getInputStream().readNBytes(size).length;
                client.until("\r\n");
            }
            return length;
        } catch (IOException e) {
            return -1;
        }
    }

    private static int sizeOfChunk(RawClient client) throws IOException {
        return Integer.parseInt(client.until("\r\n").strip(), 16);
    }

    static List<String> workerClasses() {
        return TestWorker.workerClasses().filter(c -> !c.equals("sync")).toList();
    }

    @ParameterizedTest
    @MethodSource("workerClasses")
    void threeTimesAsManyAsThereAreThreadsKeepNobodyWaiting(String workerClass) throws Exception {
        try (TestWorker worker = worker(Map.of("threads", "2", "worker-class", workerClass))) {
            dawdle(worker, 6);
            assertIsServed(worker);
            assertThat(slow)
                    .allSatisfy(client -> assertThat(lengthOfBody(client)).isEqualTo(BIG));
        }
    }

    @Test
    void ofMoreThanMayWaitTheSlowestAreGivenUp() throws Exception {
        var settings = Map.of("threads", "2", "waiting-threads", "3", "worker-class", "gthread");
        try (TestWorker worker = worker(settings)) {
            dawdle(worker, 8);
            assertIsServed(worker);
            List<Integer> lengths =
                    slow.stream().map(SlowReadersTest::lengthOfBody).toList();
            assertThat(lengths).containsOnly(BIG, -1);
            assertThat(lengths).filteredOn(length -> length == BIG).hasSizeGreaterThanOrEqualTo(3);
            int givenUp = (int) lengths.stream().filter(length -> length < 0).count();
            FaultTest.await(() -> failures.size() >= givenUp); // a client may see it before its writer does
            assertThat(failures).hasSize(givenUp);
        }
    }

    /** Else the kernel keeps what it has for a client that may never ask for it. */
    @Test
    void whoTakesNothingForTooLongIsReset() throws Exception {
        try (TestWorker worker = worker(Map.of("write-timeout", "1"))) {
            dawdle(worker, 1);
            slow.get(0).until("\r\n\r\n");
            while (failures.isEmpty() || worker.connections() > 0) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(slow.get(0)::all).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aSyncWorkerServesNobodyElseMeanwhile() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Map<String, String> settings = Map.of("worker-class", "sync");
        try (TestWorker worker = new TestWorker(settings, exchange -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    try {
                        return serve(exchange);
                    } finally {
                        running.decrementAndGet();
                    }
                });
                RawClient other = new RawClient(worker.address())) {
            dawdle(worker, 1);
            slow.get(0).until("\r\n\r\n");
            other.send(GET);
            for (RawClient client : slow) {
                int read = 0;
                while (read < BIG) {
                    read += client.read(new byte[65536]);
                }
            }
            assertThat(other.response()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(most).hasValue(1);
    }
}
