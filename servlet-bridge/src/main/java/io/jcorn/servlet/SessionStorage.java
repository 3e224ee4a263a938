package io.jcorn.servlet;

import io.jcorn.app.AppEnvironment;
import io.jcorn.servlet.session.SessionKeeping;
import io.jcorn.servlet.session.SessionSharing;
import io.jcorn.servlet.session.Succession;
import io.jcorn.servlet.session.lmdb.LmdbStore;
import io.jcorn.servlet.session.store.BackgroundStore;
import io.jcorn.servlet.session.store.StoreException;
import java.nio.file.Path;
import java.util.Map;

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
        if (!settings.containsKey("session-dir")) {
            return new SessionStorage(null, null); // no arbiter, so no worker before or beside this one
        }
        Path folder = Path.of(settings.get("session-dir"));
        if (settings.get("session-store").equals("memory")) {
            return inMemory(folder, environment);
        }
        long space = Long.parseLong(settings.get("session-space"));
        BackgroundStore store = new BackgroundStore(() -> open(folder, space));
        return new SessionStorage(
                store,
                new SessionSharing(
                        store,
                        Boolean.parseBoolean(settings.get("session-compare")),
                        Integer.parseInt(settings.get("session-copies"))));
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

    private static LmdbStore open(Path folder, long space) {
        try {
            return LmdbStore.open(folder, space);
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
