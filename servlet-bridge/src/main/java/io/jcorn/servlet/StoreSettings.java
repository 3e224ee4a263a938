package io.jcorn.servlet;

import io.jcorn.app.AppEnvironment;
import io.jcorn.servlet.session.SessionKeeping;
import io.jcorn.servlet.session.SessionRules;
import io.jcorn.servlet.session.crypt.EncryptedStore;
import io.jcorn.servlet.session.crypt.KeyRing;
import io.jcorn.servlet.session.lmdb.LmdbStore;
import io.jcorn.servlet.session.redis.RedisStore;
import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.sessions.SessionKeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What settings say of where sessions are.
 *
 * @param texts every setting by name, as an arbiter tells them
 */
record StoreSettings(Map<String, String> texts) {
    boolean isRedis() {
        return name().startsWith("redis");
    }

    boolean isMemory() {
        return name().equals("memory");
    }

    private String name() {
        return texts.getOrDefault("session-store", "");
    }

    /** Whether an arbiter has given a folder for sessions; who has none is alone. */
    boolean hasFolder() {
        return texts.containsKey("session-dir");
    }

    Path folder() {
        return Path.of(texts.get("session-dir"));
    }

    private long space() {
        return Long.parseLong(texts.get("session-space"));
    }

    /** @param keeping what becomes of sessions beyond the heap; null for nothing */
    SessionRules rules(SessionKeeping keeping) {
        return new SessionRules(keeping, Integer.parseInt(texts.get("session-limit")), seconds("session-new-timeout"));
    }

    private Duration seconds(String setting) {
        return AppEnvironment.seconds(texts.get(setting));
    }

    /** What sessions are encrypted with, or null. @throws StoreException if the file can't be used any more */
    KeyRing keys() {
        String file = texts.get("session-key-file");
        try {
            return file == null ? null : new KeyRing(SessionKeyFile.read(Path.of(file)));
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "session-key-file: " + e.getMessage(), e);
        }
    }

    /** Opens the store as it is, which is made if it isn't there. Blocks. */
    BrowsableStore open() {
        return isRedis() ? openRedis() : LmdbStore.open(folder(), space());
    }

    /** Opens the store of a server, with its keys. Blocks. */
    BrowsableStore openExisting() {
        KeyRing keys = keys();
        BrowsableStore store = isRedis() ? openRedis() : LmdbStore.openExisting(folder(), space());
        return keys == null ? store : new EncryptedStore(store, keys);
    }

    private BrowsableStore openRedis() {
        Duration timeout = seconds("session-store-timeout");
        return RedisStore.open(name(), timeout.isZero() ? Duration.ofMillis(1) : timeout);
    }
}
