package io.jcorn.servlet.session.redis;

import io.jcorn.servlet.session.crypt.EncryptedStore;
import io.jcorn.servlet.session.crypt.Keys;
import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.SessionStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

class EncryptedRedisStoreTest extends SessionStoreContract {
    @TempDir
    static Path folder;

    private static RedisServer server;

    @BeforeAll
    static void startRedis() {
        server = new RedisServer(folder);
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
        return new EncryptedStore(RedisStore.open(server.url(), Duration.ofSeconds(10)), Keys.ring(1));
    }
}
