package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.session.redis.RedisServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Redis no session falls behind what its client was told, though Redis and workers are killed. */
class RedisSessionsIT {
    private static final int CLIENTS = 8;
    private static final int BETWEEN = 100;

    @TempDir
    Path folder;

    @Test
    void killsOfRedisAndWorkers() {
        try (RedisServer redis = new RedisServer(folder, "--appendonly", "yes", "--appendfsync", "always");
                JcornProcess jcorn = serving(redis);
                SessionClients clients = SessionClients.on(jcorn.address(), CLIENTS)) {
            clients.awaitMore(BETWEEN);
            for (int i = 0; i < 2; i++) {
                redis.kill();
                redis.start();
                clients.awaitMore(BETWEEN);
                long victim = jcorn.workers().iterator().next();
                Processes.signal("KILL", victim);
                Await.until("it is gone", () -> !jcorn.workers().contains(victim));
                jcorn.awaitWorkers(2);
                clients.awaitMore(BETWEEN);
            }
            Set<Long> before = jcorn.workers();
            jcorn.signal("HUP");
            Await.until("all workers are new", () -> jcorn.workers().stream().noneMatch(before::contains));
            clients.awaitMore(BETWEEN);
            assertThat(clients.stop().faults()).isEmpty();
        }
    }

    private static JcornProcess serving(RedisServer redis) {
        JcornProcess jcorn = JcornProcess.launch(
                Map.of(),
                List.of(
                        "--bind",
                        "127.0.0.1:0",
                        "--workers",
                        "2",
                        "--session-store",
                        redis.url(),
                        Built.DEMO.toString()));
        jcorn.awaitWorkers(2);
        return jcorn;
    }
}
