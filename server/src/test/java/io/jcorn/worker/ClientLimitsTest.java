package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many connections a client may have, and how slow it may be. */
@Timeout(60)
class ClientLimitsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private static Outcome count(Exchange exchange) throws IOException {
        byte[] block = new byte[8192];
        int count = 0;
        for (int n; (n = exchange.body().read(block, 0, block.length)) >= 0; ) {
            count += n;
        }
        byte[] text = Integer.toString(count).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        exchange.response().write(text, 0, text.length);
        return Outcome.DONE;
    }

    private static boolean isServed(RawClient client, String request) {
        try {
            return client.send(request).response().startsWith("HTTP/1.1 200 ");
        } catch (IOException e) {
            return false; // closed
        }
    }

    @Test
    void anAddressMayHaveSoManyConnections() throws Exception {
        Map<String, String> settings = Map.of("connections-per-address", "2", "forwarded-allow-ips", "");
        try (TestWorker worker = new TestWorker(settings, ClientLimitsTest::count);
                RawClient first = new RawClient(worker.address());
                RawClient second = new RawClient(worker.address())) {
            assertThat(isServed(first, GET)).isTrue();
            assertThat(isServed(second, GET)).isTrue();
            try (RawClient third = new RawClient(worker.address())) {
                assertThat(isServed(third, GET)).isFalse();
            }
            assertThat(isServed(first, GET)).isTrue();
            first.socket().close();
            while (worker.connections() > 1) {
                Thread.onSpinWait();
            }
            try (RawClient fourth = new RawClient(worker.address())) {
                assertThat(isServed(fourth, GET)).isTrue();
            }
        }
    }

    @Test
    void aTrustedProxysConnectionsAreNotCounted() throws Exception {
        try (TestWorker worker = new TestWorker(Map.of("connections-per-address", "1"), ClientLimitsTest::count);
                RawClient first = new RawClient(worker.address());
                RawClient second = new RawClient(worker.address())) {
            assertThat(isServed(first, GET)).isTrue();
            assertThat(isServed(second, GET)).isTrue();
        }
    }

    @Test
    void byTheProxyProtocolTheClientsOwnAddressCounts() throws Exception {
        Map<String, String> settings =
                Map.of("connections-per-address", "1", "proxy-protocol", "v1", "forwarded-allow-ips", "");
        String one = "PROXY TCP4 192.0.2.1 192.0.2.9 1 2\r\n" + GET;
        String other = "PROXY TCP4 192.0.2.2 192.0.2.9 1 2\r\n" + GET;
        try (TestWorker worker = new TestWorker(settings, ClientLimitsTest::count);
                RawClient first = new RawClient(worker.address());
                RawClient second = new RawClient(worker.address());
                RawClient third = new RawClient(worker.address())) {
            assertThat(isServed(first, one)).isTrue();
            assertThat(isServed(second, other)).isTrue();
            assertThat(third.send(one).response()).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: 1\r\n");
        }
    }

    /** In the loop, and by a thread that reads. */
    @ParameterizedTest
    @CsvSource({"65536, 408", "0, 408"})
    void aBodyMustNotTrickleForEver(String buffer, int status) throws Exception {
        Map<String, String> settings = Map.of("body-timeout", "0.5", "min-body-rate", "1000", "body-buffer", buffer);
        try (TestWorker worker = new TestWorker(settings, ClientLimitsTest::count);
                RawClient client = new RawClient(worker.address())) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 60000\r\n\r\n");
            Thread trickle = trickle(client.socket());
            assertThat(client.response()).startsWith("HTTP/1.1 " + status + " ");
            trickle.interrupt();
        }
    }

    @Test
    void aBodyMayComeAsSlowlyAsItLikesIfThereIsNoRate() throws Exception {
        Map<String, String> settings = Map.of("body-timeout", "3", "min-body-rate", "0");
        try (TestWorker worker = new TestWorker(settings, ClientLimitsTest::count);
                RawClient client = new RawClient(worker.address())) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 40\r\n\r\n");
            Thread trickle = trickle(client.socket());
            assertThat(client.response()).endsWith("40");
            trickle.interrupt();
        }
    }

    /** A byte in a tenth of a second, far from the rate and from the pause that is too long. */
    private static Thread trickle(Socket socket) {
        Thread thread = new Thread(() -> {
            try {
                OutputStream out = socket.getOutputStream();
                while (true) {
                    out.write('x');
                    Thread.sleep(100);
                }
            } catch (IOException | InterruptedException e) {
                // the end
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void aResponseMustNotBeTakenInTinyBits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Map<String, String> settings = Map.of("write-timeout", "1", "min-write-rate", "1000000");
        try (TestWorker worker = new TestWorker(settings, exchange -> {
                    begun.countDown();
                    for (int i = 0; i < 1000; i++) {
                        exchange.response().write(new byte[65_536], 0, 65_536);
                    }
                    return Outcome.DONE;
                });
                RawClient client = new RawClient(worker.address())) {
            client.send(GET);
            begun.await();
            byte[] bits = new byte[20_000];
            while (worker.connections() > 0) {
                client.read(bits);
                Thread.sleep(50); // less than half of the rate
            }
        } catch (IOException e) {
            // reset, perhaps seen before the count
        }
    }
}
