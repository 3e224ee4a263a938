package io.jcorn.servlet;

import io.jcorn.app.AppEnvironment;
import io.jcorn.servlet.session.SessionSharing;
import io.jcorn.servlet.session.lmdb.LmdbStore;
import io.jcorn.servlet.session.store.BackgroundStore;
import io.jcorn.servlet.session.store.StoreException;
import java.nio.file.Path;
import java.util.Map;

/** The store that the settings name, of all web applications of a worker. */
final class SessionStorage implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("jcorn.session");

    /** null: sessions are in this worker's heap alone. */
    private final BackgroundStore store;

    private final SessionSharing sharing;

    private SessionStorage(BackgroundStore store, SessionSharing sharing) {
        this.store = store;
        this.sharing = sharing;
    }

    /** Opens nothing yet. */
    static SessionStorage of(AppEnvironment environment) {
        Map<String, String> settings = environment.settings();
        String folder = settings.get("session-dir");
        if (folder == null || !"lmdb".equals(settings.get("session-store"))) {
            return new SessionStorage(null, null);
        }
        Path path = Path.of(folder);
        long space = Long.parseLong(settings.get("session-space"));
        BackgroundStore store = new BackgroundStore(() -> open(path, space));
        return new SessionStorage(
                store,
                new SessionSharing(
                        store,
                        Boolean.parseBoolean(settings.get("session-compare")),
                        Integer.parseInt(settings.get("session-copies"))));
    }

    private static LmdbStore open(Path folder, long space) {
        try {
            return LmdbStore.open(folder, space);
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "No session can be used: " + e.getMessage());
            throw e;
        }
    }

    /** null if sessions aren't shared. */
    SessionSharing sharing() {
        return sharing;
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
