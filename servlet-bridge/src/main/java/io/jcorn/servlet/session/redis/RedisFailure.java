package io.jcorn.servlet.session.redis;

import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoreException.Kind;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** What errors of Redis mean to an operator. */
final class RedisFailure {
    private RedisFailure() {}

    static StoreException of(Throwable cause) {
        if (cause instanceof StoreException known) {
            return known;
        }
        String message = String.valueOf(cause.getMessage());
        if (message.contains("OOM ")) {
            return new StoreException(Kind.FULL, "Redis is full: see its maxmemory", cause);
        } else if (message.contains("MISCONF ")) {
            return new StoreException(Kind.FULL, "Redis can't write to its disk: " + message, cause);
        } else if (cause instanceof JedisAccessControlException || message.contains("NOAUTH ")) {
            return new StoreException(Kind.UNAVAILABLE, "Redis refuses access: " + message, cause);
        } else if (cause instanceof JedisConnectionException) {
            return new StoreException(Kind.UNAVAILABLE, "Redis can't be reached: " + innermost(cause), cause);
        }
        return new StoreException(Kind.UNAVAILABLE, "Redis failed: " + message, cause);
    }

    private static String innermost(Throwable cause) {
        Throwable reason = cause;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return reason.getMessage() == null ? reason.toString() : reason.getMessage();
    }
}
