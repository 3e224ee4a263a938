package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.session.redis.Certificate;
import io.jcorn.servlet.session.redis.RedisServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Redis no session falls behind what its client was told, though Redis, workers and jcorn end and come back. */
class RedisSessionsIT {
    private static final int CLIENTS = Endurance.times(16, 500);
    private static final int BETWEEN = Endurance.times(400, 2500);
    private static final int WORKERS = Endurance.times(2, 4);
    private static final int ROUNDS = Endurance.times(2, 10);
    private static final int KILLS_A_ROUND = Endurance.times(1, 2);
    private static final int RESTARTS = Endurance.times(1, 2);

    @TempDir
    Path folder;

    private final InetSocketAddress address =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), RedisServer.freePort());

    private JcornProcess serving(String store, String... options) {
        JcornProcess jcorn = JcornProcess.launch(Map.of(), arguments(store, options));
        jcorn.awaitWorkers(WORKERS);
        return jcorn;
    }

    private List<String> arguments(String store, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--bind", "127.0.0.1:" + address.getPort()));
        arguments.addAll(List.of("--workers", "" + WORKERS, "--session-store", store));
        arguments.addAll(List.of(options));
        arguments.add(Built.DEMO.toString());
        return arguments;
    }

    @Test
    void killsOfRedisAndWorkersReloadsAndRestarts() {
        JcornProcess jcorn = null;
        try (RedisServer redis = new RedisServer(folder, "--appendonly", "yes", "--appendfsync", "always")) {
            jcorn = serving(redis.url());
            try (SessionClients clients = SessionClients.on(address, CLIENTS)) {
                clients.awaitMore(BETWEEN);
                for (int i = 0; i < ROUNDS; i++) {
                    redis.kill();
                    redis.start();
                    clients.awaitMore(BETWEEN);
                    for (int kill = 0; kill < KILLS_A_ROUND; kill++) {
                        jcorn.killOne();
                        clients.awaitMore(BETWEEN);
                    }
                    reload(jcorn);
                    clients.awaitMore(BETWEEN);
                }
                for (int i = 0; i < RESTARTS; i++) {
                    jcorn.signal("TERM");
                    assertThat(jcorn.awaitExit()).isZero();
                    jcorn.close();
                    jcorn = serving(redis.url());
                    clients.awaitMore(BETWEEN);
                }
                assertThat(clients.stop().failures()).as("of %s", clients).isEmpty();
            }
            assertThat(jcorn.awaitLog("Keeping sessions in: (\\S+) \\((\\d+) restored")
                            .group(2))
                    .isEqualTo("" + CLIENTS);
        } finally {
            if (jcorn != null) {
                jcorn.close();
            }
        }
    }

    private static void reload(JcornProcess jcorn) {
        Set<Long> before = jcorn.workers();
        jcorn.signal("HUP");
        jcorn.awaitOthersThan(before);
        jcorn.awaitWorkers(WORKERS);
    }

    @Test
    void byTlsWithAPassword() throws Exception {
        Certificate certificate = Certificate.in(folder);
        int port = RedisServer.freePort();
        List<String> options = new ArrayList<>(certificate.options(port));
        options.addAll(List.of("--user", "shop", "on", ">secret", "~jcorn:*", "+@all", "-@dangerous"));
        String[] trust = {
            "--jvm-opt", "-Djavax.net.ssl.trustStore=" + certificate.trustStore(),
            "--jvm-opt", "-Djavax.net.ssl.trustStorePassword=" + certificate.password()
        };
        String right = "rediss://shop:secret@localhost:" + port;
        try (RedisServer redis = new RedisServer(
                        Files.createDirectory(folder.resolve("redis")), options.toArray(String[]::new));
                JcornProcess jcorn = serving(right, trust)) {
            assertThat(jcorn.get("/counter").field("Set-Cookie")).isPresent();
            assertThat(jcorn.awaitLog("Keeping sessions in: (\\S+)").group(1)).isEqualTo("rediss://localhost:" + port);
            assertThat(outcome("sessions", arguments(right, trust))).containsPattern("/ +1 +0 +\\d+\n");
            assertThat(outcome("--check-config", arguments(right, trust))).isEqualTo("OK\n");
            assertThat(outcome("--check-config", arguments(right))).contains("Redis can't be reached: ");
            assertThat(outcome("--check-config", arguments(right.replace("secret", "guess"), trust)))
                    .startsWith("jcorn: Redis refuses access: WRONGPASS")
                    .doesNotContain("guess");
            assertThat(jcorn.log()).doesNotContain("secret");
            assertThat(redis.url()).isNotEmpty();
        }
    }

    private static String outcome(String first, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(arguments);
        try (JcornProcess jcorn = JcornProcess.launch(Map.of(), all)) {
            jcorn.awaitExit();
            return jcorn.log();
        }
    }
}
