package io.jcorn.servlet;

import io.jcorn.app.AppEnvironment;
import io.jcorn.servlet.session.SessionKeeping;
import io.jcorn.servlet.session.SessionSharing;
import io.jcorn.servlet.session.Succession;
import io.jcorn.servlet.session.lmdb.LmdbStore;
import io.jcorn.servlet.session.redis.RedisStore;
import io.jcorn.servlet.session.store.BackgroundStore;
import io.jcorn.servlet.session.store.SessionStore;
import io.jcorn.servlet.session.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** The store that the settings name, of all web applications of a worker. */
final class SessionStorage implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("jcorn.session");

    /** null: sessions are in this worker's heap. */
    private final BackgroundStore store;

    private final SessionKeeping keeping;

    private SessionStorage(BackgroundStore store, SessionKeeping keeping) {
        this.store = store;
        this.keeping = keeping;
    }

    /** Opens nothing yet. @throws StoreException if there is no place for what is left to the next worker */
    static SessionStorage of(AppEnvironment environment) {
        Map<String, String> settings = environment.settings();
        String name = settings.getOrDefault("session-store", "");
        if (name.startsWith("redis")) {
            Duration timeout = seconds(settings.get("session-store-timeout"));
            return sharing(() -> RedisStore.open(name, timeout), settings);
        }
        if (!settings.containsKey("session-dir")) {
            return new SessionStorage(null, null); // no arbiter, so no worker before or beside this one
        }
        Path folder = Path.of(settings.get("session-dir"));
        if (name.equals("memory")) {
            return inMemory(folder, environment);
        }
        long space = Long.parseLong(settings.get("session-space"));
        return sharing(() -> LmdbStore.open(folder, space), settings);
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(Math.max(1, Math.round(Double.parseDouble(text) * 1000)));
    }

    private static SessionStorage sharing(Supplier<SessionStore> opener, Map<String, String> settings) {
        BackgroundStore store = new BackgroundStore(() -> open(opener));
        return new SessionStorage(
                store,
                new SessionSharing(
                        store,
                        Boolean.parseBoolean(settings.get("session-compare")),
                        Integer.parseInt(settings.get("session-copies")),
                        settings.get("session-store-away").equals("read-only")));
    }

    private static SessionStorage inMemory(Path folder, AppEnvironment environment) {
        String workers = environment.settings().get("workers");
        if (workers.equals("1")) {
            return new SessionStorage(null, Succession.begin(folder.resolve("memory")));
        }
        if (environment.workerAge() == 1) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "session-store memory with " + workers
                            + " workers: a client has another session in each; use lmdb, or one worker");
        }
        return new SessionStorage(null, null);
    }

    private static SessionStore open(Supplier<SessionStore> opener) {
        try {
            return opener.get();
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "No session can be used: " + e.getMessage());
            throw e;
        }
    }

    /** What becomes of sessions beyond this worker's heap; null for nothing. */
    SessionKeeping keeping() {
        return keeping;
    }

    /** The applications have started: opens the store beside their first requests, most of which don't need it. */
    void begin() {
        if (store != null) {
            store.begin();
        }
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
