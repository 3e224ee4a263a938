package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopIT {
    @TempDir
    Path folder;

    @Test
    void termLetsTheRequestInFlightEnd() {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--workers", "2");
                RawClient client = jcorn.connect()) {
            client.send("GET /slow?chunks=10&ms=200 HTTP/1.1\r\nHost: test\r\n\r\n");
            assertThat(firstLine(client)).isEqualTo("HTTP/1.1 200 OK");
            jcorn.signal("TERM");

            List<String> rest = new ArrayList<>();
            assertThat(readToEnd(client, rest)).isTrue();
            assertThat(rest).contains("chunk 10");
            assertThat(jcorn.awaitExit()).isZero();
            jcorn.awaitNothingLeft();
        }
    }

    @Test
    void termEndsWithTheGracefulTimeoutAtTheLatest() {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--graceful-timeout", "1");
                RawClient client = jcorn.connect()) {
            client.send("GET /sleep?ms=120000 HTTP/1.1\r\nHost: test\r\n\r\n");
            Await.until(
                    "the request is in flight", () -> jcorn.get("/plaintext").status() == 200);
            jcorn.signal("TERM");

            assertThat(jcorn.awaitExit()).isZero();
            jcorn.awaitNothingLeft();
        }
    }

    @Test
    void intWaitsForNoRequest() {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--graceful-timeout", "100");
                RawClient client = jcorn.connect()) {
            client.send("GET /sleep?ms=120000 HTTP/1.1\r\nHost: test\r\n\r\n");
            Await.until(
                    "the request is in flight", () -> jcorn.get("/plaintext").status() == 200);
            jcorn.signal("INT");

            assertThat(jcorn.awaitExit()).isZero();
            jcorn.awaitNothingLeft();
        }
    }

    @Test
    void kill9OfTheArbiterLeavesNoWorkerAndAFreePort() throws Exception {
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, "--workers", "2", "--graceful-timeout", "5")) {
            Set<Long> workers = jcorn.awaitWorkers(2);
            jcorn.signal("KILL");

            Await.until("the workers notice", () -> workers.stream().noneMatch(Processes::isAlive));
            assertThat(isRefused(jcorn)).isTrue();
        }
    }

    @Test
    void kill9OfTheArbiterEndsWorkersThatStillBoot() throws Exception {
        Path marker = Files.createFile(folder.resolve("hang"));
        try (JcornProcess jcorn = JcornProcess.launch(
                Map.of("PROBE_HANG_IF", marker.toString()),
                List.of("--bind", "127.0.0.1:0", "--workers", "2", Built.PROBE.toString()))) {
            Await.until("both hang", () -> jcorn.timesLogged("hangs at its start") == 2);
            Set<Long> workers = jcorn.workers();
            jcorn.signal("KILL");

            Await.until("the workers notice", () -> workers.stream().noneMatch(Processes::isAlive));
            assertThat(isRefused(jcorn)).isTrue();
        }
    }

    @Test
    void kill9OfTheArbiterEndsWorkersWhoseApplicationHangsAtItsEnd() throws Exception {
        Path marker = Files.createFile(folder.resolve("hang"));
        try (JcornProcess jcorn = JcornProcess.serving(
                Map.of("PROBE_HANG_AT_END_IF", marker.toString()), Built.PROBE, "--graceful-timeout", "1")) {
            Set<Long> workers = jcorn.awaitWorkers(1);
            jcorn.signal("KILL");

            Await.until("the worker gives up", () -> workers.stream().noneMatch(Processes::isAlive));
        }
    }

    @Test
    void kill9OfTheArbiterLeavesNoTemporaryFiles() throws Exception {
        try (JcornProcess jcorn = JcornProcess.serving(TemporaryFiles.in(folder), Built.PROBE, "--workers", "2")) {
            Set<Long> workers = jcorn.awaitWorkers(2);
            assertThat(TemporaryFiles.ofWorkers(folder)).hasSize(2);
            jcorn.signal("KILL");

            Await.until("the workers notice", () -> workers.stream().noneMatch(Processes::isAlive));
            assertThat(folder.toFile().list())
                    .as("but unpacked WARs")
                    .containsExactly("jcorn-" + System.getProperty("user.name"));
        }
    }

    private static boolean isRefused(JcornProcess jcorn) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(jcorn.address());
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }

    private static String firstLine(RawClient client) {
        try {
            return client.readLine();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Collects lines until that of the last chunk; false if the connection broke before. */
    private static boolean readToEnd(RawClient client, List<String> lines) {
        try {
            for (String line = client.readLine(); !line.equals("0"); line = client.readLine()) {
                lines.add(line);
            }
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
