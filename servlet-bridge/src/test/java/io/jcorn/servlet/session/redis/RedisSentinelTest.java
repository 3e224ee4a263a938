package io.jcorn.servlet.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionStore;
import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.servlet.session.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A store follows Sentinel from a master that dies to the one that takes its place. */
class RedisSentinelTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String PASSWORD = "secret";
    private static final SessionKey KEY = new SessionKey(1, "session");
    private static final SessionTimes TIMES = new SessionTimes(1, 1, 1, 1, 60);

    @TempDir
    Path folder;

    private Path made(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private static SessionDelta delta(boolean created, String name) {
        return new SessionDelta(created, false, TIMES, Map.of(name, new byte[10]), Set.of());
    }

    @Test
    void goesOnWithTheNextMaster() throws Exception {
        String[] secret = {"--requirepass", PASSWORD, "--masterauth", PASSWORD};
        try (RedisServer master = new RedisServer(made("master"), secret)) {
            List<String> follows = new ArrayList<>(List.of(secret));
            follows.addAll(List.of("--replicaof", "127.0.0.1", "" + master.port()));
            try (RedisServer replica = new RedisServer(made("replica"), follows.toArray(String[]::new));
                    RedisServer sentinel = RedisServer.sentinel(made("sentinel"), master, PASSWORD)) {
                failOver(master, replica, sentinel);
            }
        }
    }

    private static void failOver(RedisServer master, RedisServer replica, RedisServer sentinel)
            throws InterruptedException {
        await("Sentinel knows the replica", () -> {
            try (Jedis asked = new Jedis("127.0.0.1", sentinel.port())) {
                return asked.sentinelReplicas("shop").stream()
                        .anyMatch(one -> one.get("master-link-status").equals("ok"));
            }
        });
        String url = "redis-sentinel://:" + PASSWORD + "@127.0.0.1:" + sentinel.port() + "#shop";
        try (SessionStore store = RedisStore.open(url, TIMEOUT)) {
            store.save(KEY, delta(true, "a")).join();
            try (Jedis admin = admin(master)) {
                assertThat(admin.waitReplicas(1, 10_000)).isEqualTo(1);
            }
            master.kill();
            await("the next master is written to", () -> isSaved(store));
            assertThat(store.find(KEY, 0).attributes()).containsOnlyKeys("a", "b");
            try (Jedis admin = admin(replica)) {
                assertThat(admin.dbSize()).isEqualTo(2);
            }
        }
    }

    private static Jedis admin(RedisServer server) {
        Jedis admin = new Jedis("127.0.0.1", server.port());
        admin.auth(PASSWORD);
        return admin;
    }

    private static boolean isSaved(SessionStore store) {
        try {
            return !store.save(KEY, delta(false, "b")).join().isGone();
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(StoreException.class);
            return false;
        }
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void anUnknownMasterIsTold() throws IOException {
        try (RedisServer master = new RedisServer(made("master"));
                RedisServer sentinel = RedisServer.sentinel(made("sentinel"), master, PASSWORD)) {
            assertThatThrownBy(
                            () -> RedisStore.open("redis-sentinel://127.0.0.1:" + sentinel.port() + "#other", TIMEOUT))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("other");
        }
    }
}
