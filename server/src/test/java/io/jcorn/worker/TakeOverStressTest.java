package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients of every kind at once, on a loop that changes its leader all the time: each gets its own answers, in order,
 * and nothing is left behind. {@code -Djcorn.stress.seconds=600} looks longer than the ordinary build does.
 */
@Timeout(3600)
class TakeOverStressTest {
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("jcorn.stress.seconds", 2));
    private static final int CLIENTS = 24;

    /** The path says what becomes of the request, the query is the answer. */
    private static Outcome serve(Exchange e) throws IOException {
        switch (e.request().rawPath()) {
            case "/overstay" -> {
                if (e.request().rawQuery().hashCode() % 16 == 0) {
                    LockSupport.parkNanos(2_000_000);
                }
            }
            case "/read" -> {
                byte[] block = new byte[64];
                while (e.body().read(block, 0, block.length) >= 0) {
                    Thread.onSpinWait();
                }
            }
            case "/suspend" -> {
                e.execute(() -> answerLater(e));
                return Outcome.SUSPENDED;
            }
            case "/turn" -> {
                if (!e.afterTurn(() -> answerLater(e))) {
                    answerLater(e);
                }
                return Outcome.SUSPENDED;
            }
            default -> {
                // quick
            }
        }
        return answer(e);
    }

    private static void answerLater(Exchange e) {
        try {
            answer(e);
            e.finish();
        } catch (IOException gone) {
            e.abort();
        }
    }

    private static Outcome answer(Exchange e) throws IOException {
        byte[] bytes = e.request().rawQuery().getBytes(StandardCharsets.ISO_8859_1);
        e.response().write(bytes, 0, bytes.length);
        return Outcome.DONE;
    }

    private static String get(String path, String query) {
        return "GET " + path + "?" + query + " HTTP/1.1\r\nHost: h\r\n\r\n";
    }

    /** One connection's life: what it sends and expects is a matter of chance. */
    private static void talk(TestWorker worker, Random random, String name) throws IOException {
        try (RawClient client = new RawClient(worker.address())) {
            for (int i = random.nextInt(20); i >= 0; i--) {
                String token = name + "-" + i;
                switch (random.nextInt(8)) {
                    case 0 -> exchange(client, get("/quick", token), token);
                    case 1 -> exchange(client, get("/overstay", token), token);
                    case 2 -> exchange(client, get("/suspend", token), token);
                    case 3 -> exchange(client, get("/turn", token), token);
                    case 4 -> {
                        String head = get("/read", token).replace("Host", "Content-Length: 5\r\nHost");
                        client.send(head + "he");
                        exchange(client, "llo", token);
                    }
                    case 5 -> pipeline(client, random, token);
                    case 6 -> {
                        client.send(get("/overstay", token) + get("/quick", token));
                        if (random.nextBoolean()) {
                            client.socket().setSoLinger(true, 0); // closing resets
                        }
                        return;
                    }
                    default -> {
                        client.send(get("/suspend", token) + get("/quick", token))
                                .halfClose();
                        assertThat(client.all().split(token, -1)).hasSize(3);
                        return;
                    }
                }
            }
        }
    }

    private static void pipeline(RawClient client, Random random, String token) throws IOException {
        int count = 40;
        String[] paths = {"/quick", "/quick", "/overstay", "/suspend", "/turn"};
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(get(paths[random.nextInt(paths.length)], token + "." + i));
        }
        client.send(all.toString());
        for (int i = 0; i < count; i++) {
            exchange(client, "", token + "." + i);
        }
    }

    private static void exchange(RawClient client, String request, String token) throws IOException {
        assertThat(client.send(request).response()).endsWith("\r\n\r\n" + token);
    }

    @ParameterizedTest
    @MethodSource("io.jcorn.worker.TestWorker#workerClasses")
    void everyClientGetsItsOwnAnswers(String workerClass) throws Exception {
        Map<String, String> settings = Map.of("worker-class", workerClass, "body-buffer", "0", "threads", "8");
        long end = System.nanoTime() + LENGTH.toNanos();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        try (RecordedErrors errors = new RecordedErrors();
                TestWorker worker = new TestWorker(settings, TakeOverStressTest::serve)) {
            List<Thread> clients = new ArrayList<>();
            for (int c = 0; c < CLIENTS; c++) {
                int seed = c;
                clients.add(new Thread(() -> {
                    Random random = new Random(seed);
                    try {
                        for (int i = 0; System.nanoTime() - end < 0 && failures.isEmpty(); i++) {
                            talk(worker, random, "c" + seed + "-" + i);
                        }
                    } catch (IOException | AssertionError e) {
                        failures.add(e);
                    }
                }));
            }
            clients.forEach(Thread::start);
            for (Thread client : clients) {
                client.join();
            }
            assertThat(failures).isEmpty();
            FaultTest.await(
                    () -> worker.connections() == 0 && worker.worker().stats().inFlight() == 0);
            assertThat(errors.messages()).isEmpty();
            FaultTest.awaitOneLeader(worker);
        }
    }
}
