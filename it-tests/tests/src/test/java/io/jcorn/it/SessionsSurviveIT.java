package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No session is lost, and none falls behind what its client was told. */
class SessionsSurviveIT {
    private static final int CLIENTS = Endurance.times(8, 500);
    private static final int WORKERS = Endurance.times(2, 4);
    private static final int RESTARTS = Endurance.times(1, 2);
    private static final int RELOADS_BETWEEN = Endurance.times(1, 4);
    private static final int BETWEEN = Endurance.times(100, 3000);

    private final InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());

    @TempDir
    Path folder;

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JcornProcess serving(int workers, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("--bind", "127.0.0.1:" + address.getPort(), "--log-level", "debug", "--workers", "" + workers));
        arguments.addAll(List.of("--session-dir", folder.resolve("sessions").toString()));
        arguments.addAll(List.of(options));
        arguments.add(Built.DEMO.toString());
        JcornProcess jcorn = JcornProcess.launch(Map.of(), arguments);
        jcorn.awaitWorkers(workers);
        return jcorn;
    }

    @Test
    void reloadsKillsAndRestarts() {
        JcornProcess jcorn = serving(WORKERS);
        try (SessionClients clients = SessionClients.on(address, CLIENTS)) {
            reloadsAndKills(jcorn, clients);
            for (int restart = 1; restart <= RESTARTS; restart++) {
                jcorn.signal("TERM");
                assertThat(jcorn.awaitExit()).isZero();
                jcorn.close();
                jcorn = serving(WORKERS + restart);
                reloadsAndKills(jcorn, clients);
            }
            assertThat(clients.stop().failures()).as("of %s", clients).isEmpty();
            assertThat(clients.refused()).as("other than 200, of %s", clients).isZero();
        } finally {
            jcorn.close();
        }
    }

    private static void reloadsAndKills(JcornProcess jcorn, SessionClients clients) {
        clients.awaitMore(BETWEEN);
        for (int i = 0; i < RELOADS_BETWEEN; i++) {
            kill(jcorn, clients);
            reload(jcorn, clients);
            kill(jcorn, clients);
        }
    }

    private static void reload(JcornProcess jcorn, SessionClients clients) {
        Set<Long> before = jcorn.workers();
        jcorn.signal("HUP");
        jcorn.awaitOthersThan(before);
        clients.awaitMore(BETWEEN);
    }

    private static void kill(JcornProcess jcorn, SessionClients clients) {
        jcorn.killOne();
        clients.awaitMore(BETWEEN);
    }

    @Test
    void aSecondServerIsRefusedTheFolderOfTheFirst() {
        try (JcornProcess first = serving(1)) {
            List<String> arguments = List.of(
                    "--bind",
                    "127.0.0.1:0",
                    "--session-dir",
                    folder.resolve("sessions").toString(),
                    Built.DEMO.toString());
            try (JcornProcess second = JcornProcess.launch(Map.of(), arguments)) {
                assertThat(second.awaitExit()).isEqualTo(1);
                assertThat(second.log()).contains("session-dir").contains("is used by another jcorn");
            }
            assertThat(first.get("/counter").status()).isEqualTo(200);
        }
    }

    @Test
    void twoServersOfTheSameKindHaveFoldersOfTheirOwnByDefault() {
        try (JcornProcess first = JcornProcess.serving(Built.DEMO);
                JcornProcess second = JcornProcess.serving(Built.DEMO)) {
            String one = first.awaitLog("Keeping sessions in: (\\S+)").group(1);
            assertThat(second.awaitLog("Keeping sessions in: (\\S+)").group(1)).isNotEqualTo(one);
        }
    }

    @Test
    void aFolderThatCannotBeUsedIsToldAtTheStart() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        List<String> arguments = List.of(
                "--bind", "127.0.0.1:0", "--session-dir", file.resolve("in").toString(), Built.DEMO.toString());
        try (JcornProcess jcorn = JcornProcess.launch(Map.of(), arguments)) {
            assertThat(jcorn.awaitExit()).isEqualTo(1);
            assertThat(jcorn.log()).contains("--session-dir: " + file + " is no folder");
        }
    }
}
