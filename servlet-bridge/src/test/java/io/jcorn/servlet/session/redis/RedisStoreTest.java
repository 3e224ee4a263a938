package io.jcorn.servlet.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionStore;
import io.jcorn.servlet.session.store.SessionStoreContract;
import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.servlet.session.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

class RedisStoreTest extends SessionStoreContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final SessionTimes TIMES = new SessionTimes(1, 1, 1, 1, 60);
    private static final SessionKey KEY = new SessionKey(1, "session");

    @TempDir
    static Path folder;

    private static RedisServer server;

    @BeforeAll
    static void startRedis() {
        server = new RedisServer(folder, "--appendonly", "yes", "--appendfsync", "always");
    }

    @AfterAll
    static void stopRedis() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected BrowsableStore open() {
        try (RedisClient redis = RedisClient.create(server.url())) {
            redis.flushAll();
        }
        return RedisStore.open(server.url(), TIMEOUT);
    }

    private static SessionDelta delta(boolean created, int bytes) {
        return new SessionDelta(created, false, TIMES, Map.of("a", new byte[bytes]), Set.of());
    }

    @Test
    void goesOnAfterARestartOfRedis() {
        try (SessionStore store = open()) {
            long version = store.save(KEY, delta(true, 10)).join().after();
            server.kill();
            server.start();
            assertThat(store.save(KEY, delta(false, 20)).join().before()).isEqualTo(version);
            server.kill();
            server.start();
            assertThat(store.find(KEY, 0).attributes().get("a")).hasSize(20);
            assertThat(store.remove(KEY).join()).isTrue();
        }
    }

    @Test
    void saysWhatIsWrongWhileRedisIsAway() {
        try (SessionStore store = open()) {
            server.kill();
            StoreException told = catchThrowableOfType(StoreException.class, () -> store.find(KEY, 0));
            assertThat(told.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE);
            assertThat(told).hasMessageContaining("Redis can't be reached");
            assertThatThrownBy(store.save(KEY, delta(true, 1))::join).hasCauseInstanceOf(StoreException.class);
        } finally {
            server.start();
        }
    }

    @Test
    void aFullRedisSaysSoAndGoesOnReading() {
        try (SessionStore store = open();
                RedisClient admin = RedisClient.create(server.url())) {
            store.save(KEY, delta(true, 10)).join();
            admin.configSet("maxmemory", "1");
            try {
                assertThatThrownBy(store.save(KEY, delta(false, 20))::join)
                        .cause()
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                full -> assertThat(full.kind()).isEqualTo(StoreException.Kind.FULL));
                assertThat(store.find(KEY, 0)).isNotNull();
            } finally {
                admin.configSet("maxmemory", "0");
            }
        }
    }

    @Test
    void aFlushedScriptIsSentAgain() {
        try (SessionStore store = open();
                RedisClient admin = RedisClient.create(server.url())) {
            store.save(KEY, delta(true, 10)).join();
            admin.scriptFlush();
            assertThat(store.save(KEY, delta(false, 20)).join().isGone()).isFalse();
        }
    }

    @Test
    void sessionsThatNobodySweepsLeaveByThemselves() {
        try (SessionStore store = open();
                RedisClient admin = RedisClient.create(server.url())) {
            store.save(KEY, delta(true, 10)).join();
            assertThat(admin.ttl("jcorn:{1}:session:session")).isBetween(1L, 3660L);
        }
    }
}
