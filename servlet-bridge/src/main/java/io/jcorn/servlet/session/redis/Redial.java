package io.jcorn.servlet.session.redis;

import io.jcorn.servlet.session.store.StoreException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Tries again where a connection was lost: after a restart of Redis each pooled one is. Where that doesn't help, uses fail
 * at once for a moment, lest each request wait for a Redis that doesn't answer. Any thread.
 */
final class Redial {
    private static final System.Logger LOG = System.getLogger("jcorn.session");
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private final long timeoutNanos;
    /** When it was found to be away; 0 while it is there. */
    private final AtomicLong awaySince = new AtomicLong();

    private volatile StoreException reason;

    Redial(Duration timeout) {
        this.timeoutNanos = timeout.toNanos();
    }

    /** @param use is told whether it may have been done already, without an answer */
    <T> T call(Function<Boolean, T> use) {
        long begun = System.nanoTime();
        long away = awaySince.get();
        if (away != 0 && begun - away < PAUSE_NANOS) {
            throw reason;
        }
        for (int i = 0; ; i++) {
            try {
                T result = use.apply(i > 0);
                if (awaySince.get() != 0 && awaySince.getAndSet(0) != 0) {
                    LOG.log(System.Logger.Level.INFO, "Redis is back");
                }
                return result;
            } catch (JedisConnectionException e) {
                if (i >= RedisAddress.MAX_CONNECTIONS || System.nanoTime() - begun >= timeoutNanos) {
                    throw away(e);
                }
            } catch (JedisException e) {
                throw RedisFailure.of(e);
            }
        }
    }

    private StoreException away(JedisException cause) {
        StoreException failure = RedisFailure.of(cause);
        reason = failure;
        if (awaySince.getAndSet(System.nanoTime() | 1) == 0) {
            LOG.log(System.Logger.Level.ERROR, failure.getMessage());
        }
        return failure;
    }
}
