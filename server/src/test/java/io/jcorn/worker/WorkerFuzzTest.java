package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service.Outcome;
import io.jcorn.http.SpoiltRequests;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Sends spoilt requests to a worker by real connections: whatever comes, it answers or closes, nothing of ours fails,
 * and nothing is left behind. More of it with {@code mvn -pl server verify -Pfuzz}.
 */
class WorkerFuzzTest {
    /** What is made in the first rounds, such as threads and spare buffers, is no leak. */
    private static final int WARM_UP = 500;

    private static final int SOME = 10;

    private static Outcome echo(Exchange exchange) throws IOException {
        byte[] block = new byte[512];
        for (int n; (n = exchange.body().read(block, 0, block.length)) >= 0; ) {
            exchange.response().write(block, 0, n);
        }
        return Outcome.DONE;
    }

    @Test
    void nothingFailsAndNothingIsLeftBehind(TestReporter reporter) throws Exception {
        long seed = SpoiltRequests.seed();
        reporter.publishEntry("jcorn.fuzz.seed", Long.toString(seed));
        Random random = new Random(seed);
        SpoiltRequests requests = new SpoiltRequests(random);
        long rounds = SpoiltRequests.rounds(3_000);
        try (RecordedErrors errors = new RecordedErrors();
                TestWorker worker = new TestWorker(Map.of("threads", "8"), WorkerFuzzTest::echo)) {
            long descriptors = 0;
            int threads = 0;
            for (long round = 0; round < rounds; round++) {
                byte[] bytes = requests.next();
                exchange(worker.address(), bytes, random, "seed " + seed + ", round " + round);
                if (round == WARM_UP) {
                    awaitNoConnection(worker);
                    descriptors = descriptors();
                    threads = Thread.activeCount();
                }
            }
            awaitNoConnection(worker);
            FaultTest.await(() -> worker.worker().stats().inFlight() == 0);
            assertThat(descriptors()).isLessThan(descriptors + SOME);
            assertThat(Thread.activeCount()).isLessThan(threads + SOME);
            assertThat(errors.messages()).isEmpty();
        }
    }

    /** Sends in one or two pieces, closes its direction, and reads what comes. */
    private static void exchange(InetSocketAddress address, byte[] bytes, Random random, String what)
            throws IOException {
        byte[] answer;
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.setSoLinger(true, 0); // no port waits for minutes
            int cut = random.nextInt(bytes.length + 1);
            socket.getOutputStream().write(bytes, 0, cut);
            socket.getOutputStream().write(bytes, cut, bytes.length - cut);
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            answer = in.readAllBytes();
        } catch (java.net.SocketException e) {
            return; // reset: the worker closed before all had come
        }
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        assertThat(text.isEmpty() || text.startsWith("HTTP/1.1 "))
                .as(() -> what + ": " + text)
                .isTrue();
        assertThat(text).as(what).doesNotStartWith("HTTP/1.1 500");
    }

    private static void awaitNoConnection(TestWorker worker) {
        while (worker.connections() > 0) {
            Thread.onSpinWait();
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
