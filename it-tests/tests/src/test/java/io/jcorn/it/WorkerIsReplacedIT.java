package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerIsReplacedIT {
    private static final int KILLS = Endurance.times(5, 50);

    @TempDir
    Path folder;

    @Test
    void afterKill9AndTheRequestsOfOtherWorkersGoOn() {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--workers", "2");
                Load load = Load.on(jcorn, "/plaintext", 4)) {
            for (int kill = 0; kill < KILLS; kill++) {
                jcorn.awaitWorkers(2);
                jcorn.killOne();
                load.awaitMore(100);
            }
            // no more is lost than what the killed worker could have had in hand
            assertThat(load.stop().failures()).as("of %s", load).hasSizeLessThanOrEqualTo(KILLS * 4);
        }
    }

    @Test
    void andTemporaryFilesOfAKilledOneAreDeleted() throws Exception {
        try (JcornProcess jcorn = JcornProcess.serving(TemporaryFiles.in(folder), Built.PROBE)) {
            long killed = jcorn.awaitWorkers(1).iterator().next();
            Path itsOwn = TemporaryFiles.ofWorkers(folder).get(0);
            Processes.signal("KILL", killed);

            Await.until("its files are deleted", () -> !Files.exists(itsOwn));
            jcorn.awaitLog("Worker \\(pid:(?!" + killed + "\\))\\d+\\) is ready");
            assertThat(TemporaryFiles.ofWorkers(folder)).hasSize(1);
            jcorn.signal("TERM");
            jcorn.awaitExit();
            assertThat(TemporaryFiles.ofArbiters(folder)).isEmpty();
        }
    }

    @Test
    void ifServletsThatHadBeenQuickLoopForeverAllAtOnce() {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--workers", "2", "--timeout", "5")) {
            Set<Long> before = jcorn.awaitWorkers(2);
            List<RawClient> stuck = Stream.generate(jcorn::connect).limit(8).toList();
            for (int round = 0; round < 200; round++) {
                stuck.forEach(
                        client -> assertThat(client.get("/loop?once=1").body()).isEqualTo("once"));
            }
            stuck.forEach(client -> client.send("GET /loop HTTP/1.1\r\nHost: test\r\n\r\n"));
            Await.until("a looping one is gone", () -> !jcorn.workers().containsAll(before));
            jcorn.awaitWorkers(2);

            assertThat(jcorn.get("/plaintext").status()).isEqualTo(200);
            stuck.forEach(RawClient::close);
        }
    }

    @Test
    void ifAServletLoopsForeverAndTheLogTellsWhere() {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--workers", "2", "--timeout", "5");
                RawClient stuck = jcorn.connect()) {
            Set<Long> before = jcorn.awaitWorkers(2);
            stuck.send("GET /loop HTTP/1.1\r\nHost: test\r\n\r\n");
            try (Load load = Load.on(jcorn, "/plaintext", 4)) {
                jcorn.awaitLog("WORKER TIMEOUT \\(pid:\\d+\\)");
                load.awaitMore(100);
            }
            jcorn.awaitLog("io\\.jcorn\\.probe\\.LoopServlet\\.(spin|doGet)\\(LoopServlet\\.java:\\d+\\)");
            jcorn.awaitLog("GET /loop");
            Await.until("the stuck one is gone", () -> !jcorn.workers().containsAll(before));

            assertThat(jcorn.awaitWorkers(2)).containsAnyElementsOf(before);
            assertThat(jcorn.get("/plaintext").status()).isEqualTo(200);
        }
    }

    @Test
    void ifAServletEatsTheHeapAndOnlyThatOne() {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--workers", "2", "--jvm-opt", "-Xmx64m")) {
            Set<Long> before = jcorn.awaitWorkers(2);
            try (RawClient client = jcorn.connect()) {
                client.send("GET /oom HTTP/1.1\r\nHost: test\r\n\r\n");
                assertThat(client.isClosedByServer()).isTrue();
            }
            Await.until("the one out of memory is gone", () -> !jcorn.workers().containsAll(before));

            assertThat(jcorn.awaitWorkers(2)).containsAnyElementsOf(before);
            assertThat(jcorn.hasLogged("OutOfMemoryError")).isTrue();
        }
    }

    @Test
    void afterMaxRequestsAndNoRequestIsLost() {
        try (JcornProcess jcorn = JcornProcess.serving(
                        Built.PROBE, "--workers", "2", "--max-requests", "1000", "--max-requests-jitter", "200");
                Load load = Load.on(jcorn, "/plaintext", 4)) {
            Set<Long> before = jcorn.awaitWorkers(2);
            jcorn.awaitOthersThan(before);
            load.awaitMore(500);

            assertThat(load.stop().failures()).isEmpty();
        }
    }

    @Test
    void withoutTheOthersRequestsWaiting() throws Exception {
        try (JcornProcess jcorn =
                        JcornProcess.serving(Built.PROBE, "--workers", "2", "--threads", "4", "--timeout", "60");
                RawClient stuck = jcorn.connect()) {
            jcorn.awaitWorkers(2);
            stuck.send("GET /loop HTTP/1.1\r\nHost: test\r\n\r\n");
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                assertThat(jcorn.get("/plaintext").status()).isEqualTo(200);
            }
            // far below the timeout: nothing waited for the stuck worker to be found
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        }
    }
}
