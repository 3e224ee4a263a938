package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that hold a thread while their bodies come are never all that there are threads for. */
@Timeout(60)
class SlowBodiesTest {
    private static final String GET = "GET /hello HTTP/1.1\r\nHost: h\r\n\r\n";

    private static Outcome text(Exchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        exchange.response().write(bytes, 0, bytes.length);
        return Outcome.DONE;
    }

    /** Bodies that won't be waited for, because they are large or the client wants to be asked for them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 70000\r\n\r\n",
                "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n",
            })
    void bodiesThatAreSlowToComeLeaveThreadsToOthers(String fields) throws Exception {
        try (RawClients slow = new RawClients();
                TestWorker worker = new TestWorker(Map.of("threads", "2"), SlowBodiesTest::count)) {
            for (int i = 0; i < 5; i++) {
                slow.connect(worker.address()).send("POST /slow HTTP/1.1\r\nHost: h\r\n" + fields);
            }
            try (RawClient client = new RawClient(worker.address())) {
                assertThat(client.send(GET).response()).endsWith("\r\n\r\n0");
            }
            String body = "x".repeat(Integer.parseInt(fields.replaceAll("\\D*(\\d+)(?s:.*)", "$1")));
            for (RawClient client : slow) {
                client.send(body);
            }
            for (RawClient client : slow) {
                String answer = client.response();
                answer = answer.contains(" 100 ") ? client.response() : answer;
                assertThat(answer).endsWith("\r\n\r\n" + body.length());
            }
        }
    }

    /** Who has sent little of a large body has no thread yet that others could wait for. */
    @Test
    void aLargeBodyNeedNotWaitForSlowerOnes() throws Exception {
        String post = "POST /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 70000\r\n\r\n";
        String body = "x".repeat(70_000);
        try (RawClients slow = new RawClients();
                TestWorker worker = new TestWorker(Map.of("threads", "2"), SlowBodiesTest::count);
                RawClient quick = new RawClient(worker.address())) {
            for (int i = 0; i < 5; i++) {
                slow.connect(worker.address()).send(post + body.substring(0, 1000));
            }
            assertThat(quick.send(post + body).response()).endsWith("\r\n\r\n70000");
            for (RawClient client : slow) {
                assertThat(client.send(body.substring(1000)).response()).endsWith("\r\n\r\n70000");
            }
        }
    }

    /** Bodies without end, that come as fast as they are read: who sends them doesn't even wait. */
    @Test
    void bodiesWithoutEndLeaveThreadsToOthers() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> senders = new ArrayList<>();
        try (TestWorker worker = new TestWorker(Map.of("threads", "2"), SlowBodiesTest::count)) {
            for (int i = 0; i < 5; i++) {
                RawClient client = new RawClient(worker.address())
                        .send("POST /slow HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
                Thread sender = new Thread(() -> sendChunks(client, enough));
                senders.add(sender);
                sender.start();
            }
            for (int i = 0; i < 100; i++) {
                try (RawClient client = new RawClient(worker.address())) {
                    assertThat(client.send(GET).response()).endsWith("\r\n\r\n0");
                }
            }
            enough.set(true);
            for (Thread sender : senders) {
                sender.join();
            }
        }
    }

    private static void sendChunks(RawClient client, AtomicBoolean enough) {
        try (client) {
            while (!enough.get()) {
                client.send("1\r\nx\r\n".repeat(1000));
            }
        } catch (IOException e) {
            // the worker wants no more of it
        }
    }

    private static Outcome count(Exchange e) throws IOException {
        int count = 0;
        byte[] block = new byte[8192];
        for (int n = e.body().read(block, 0, block.length); n >= 0; n = e.body().read(block, 0, block.length)) {
            count += n;
        }
        return text(e, Integer.toString(count));
    }

    @Test
    void whoHasWaitedLongestForAThreadIsNext() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        List<String> served = new CopyOnWriteArrayList<>();
        List<String> paths = List.of("/0", "/1", "/2", "/3", "/4", "/5", "/6", "/7");
        try (RawClients clients = new RawClients();
                TestWorker worker = new TestWorker(Map.of("threads", "2"), e -> {
                    if (e.request().hasBody()) {
                        served.add(e.request().rawPath());
                        end.await();
                    }
                    return text(e, "");
                });
                RawClient other = new RawClient(worker.address())) {
            for (String path : paths) {
                clients.connect(worker.address()).send(headThatAsks(path));
                for (int turn = 0; turn < 3; turn++) {
                    other.send(GET).response(); // then the loop has seen that head
                }
            }
            end.countDown();
            for (RawClient client : clients) {
                assertThat(client.response()).startsWith("HTTP/1.1 200 ");
            }
            assertThat(served).isEqualTo(paths);
        }
    }

    /** Nor may it stand in the way of those who come behind it. */
    @Test
    void whoLeavesWhileItWaitsForAThreadGetsNone() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Map<String, String> settings = Map.of("threads", "2", "body-timeout", "3");
        try (RawClients refused = new RawClients();
                TestWorker worker = new TestWorker(settings, e -> {
                    begun.countDown();
                    end.await();
                    return text(e, "");
                });
                RawClient first = new RawClient(worker.address()).send(headThatAsks("/"));
                RawClient last = new RawClient(worker.address())) {
            begun.await();
            for (int i = 0; i < 5; i++) {
                refused.connect(worker.address()).send(headThatAsks("/"));
            }
            for (RawClient client : refused) {
                assertThat(client.response()).startsWith("HTTP/1.1 503 ");
            }
            end.countDown();
            assertThat(first.response()).startsWith("HTTP/1.1 200 ");
            assertThat(last.send(headThatAsks("/")).response()).startsWith("HTTP/1.1 200 ");
        }
    }

    /** Its body won't be waited for. */
    private static String headThatAsks(String path) {
        return "POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    }

    @Test
    void aBodyThatGetsNoThreadInTimeIsRefused() throws Exception {
        Map<String, String> settings = Map.of("threads", "2", "body-timeout", "3");
        String post = "POST /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 70000\r\n\r\n" + "x".repeat(65536);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (TestWorker worker = new TestWorker(settings, e -> {
                    begun.countDown();
                    end.await();
                    return text(e, "late");
                });
                RawClient first = new RawClient(worker.address());
                RawClient second = new RawClient(worker.address())) {
            first.send(post);
            begun.await();
            assertThat(second.send(post).response()).startsWith("HTTP/1.1 503 ");
            end.countDown();
            assertThat(first.response()).endsWith("late");
        }
    }
}
