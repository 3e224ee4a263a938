package io.jcorn.servlet;

import io.jcorn.app.AppEnvironment;
import io.jcorn.servlet.session.Pinning;
import io.jcorn.servlet.session.SessionRules;
import io.jcorn.servlet.session.SessionSharing;
import io.jcorn.servlet.session.Succession;
import io.jcorn.servlet.session.crypt.EncryptedStore;
import io.jcorn.servlet.session.crypt.KeyCheck;
import io.jcorn.servlet.session.crypt.KeyRing;
import io.jcorn.servlet.session.store.BackgroundStore;
import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.StoreException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the sessions of all web applications of a worker are, as the settings say. */
final class SessionStorage implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("jcorn.session");

    /** null: sessions are in this worker's heap. */
    private final BackgroundStore store;

    private final SessionRules rules;

    private SessionStorage(BackgroundStore store, SessionRules rules) {
        this.store = store;
        this.rules = rules;
    }

    /**
     * Opens nothing yet.
     *
     * @param contextPaths of the applications, all of them when {@link #begin} is called
     * @throws StoreException if there is no place for what is left to the next worker
     */
    static SessionStorage of(List<String> contextPaths, AppEnvironment environment) {
        StoreSettings settings = new StoreSettings(environment.settings());
        if (settings.isMemory()) {
            return inMemory(settings, environment);
        } else if (settings.isRedis() || settings.hasFolder()) {
            return inStore(settings, contextPaths, environment);
        }
        return new SessionStorage(null, SessionRules.of(null)); // no arbiter, so no worker before or beside this one
    }

    private static SessionStorage inStore(
            StoreSettings settings, List<String> contextPaths, AppEnvironment environment) {
        BackgroundStore store = new BackgroundStore(() -> open(settings, contextPaths, environment.workerAge() == 1));
        Map<String, String> texts = settings.texts();
        SessionSharing sharing = new SessionSharing(
                store,
                Boolean.parseBoolean(texts.get("session-compare")),
                Integer.parseInt(texts.get("session-copies")),
                texts.get("session-store-away").equals("read-only"),
                new Pinning(environment.worker(), texts.get("session-pin").equals("off")));
        return new SessionStorage(store, settings.rules(sharing));
    }

    private static SessionStorage inMemory(StoreSettings settings, AppEnvironment environment) {
        String workers = environment.settings().get("workers");
        boolean first = environment.workerAge() == 1;
        if (workers.equals("1")) {
            Path folder = settings.folder().resolve("memory");
            if (first) {
                LOG.log(Level.INFO, "Keeping sessions in: memory (left to the next worker in " + folder + ")");
            }
            return new SessionStorage(null, settings.rules(Succession.begin(folder)));
        }
        if (first) {
            LOG.log(
                    Level.WARNING,
                    "session-store memory with " + workers
                            + " workers: a client has another session in each; use lmdb, or one worker");
        }
        return new SessionStorage(null, settings.rules(null));
    }

    private static BrowsableStore open(StoreSettings settings, List<String> contextPaths, boolean first) {
        try {
            KeyRing keys = settings.keys();
            BrowsableStore store = settings.open();
            if (first) {
                tell(store, keys, contextPaths);
            }
            return keys == null ? store : new EncryptedStore(store, keys);
        } catch (StoreException e) {
            LOG.log(Level.ERROR, "No session can be used: " + e.getMessage());
            throw e;
        }
    }

    private static void tell(BrowsableStore store, KeyRing keys, List<String> contextPaths) {
        List<Long> applications =
                contextPaths.stream().map(SessionKey::applicationAt).toList();
        long restored = applications.stream().mapToLong(store::count).sum();
        LOG.log(
                Level.INFO,
                "Keeping sessions in: " + store.place() + " (" + restored + " restored"
                        + (keys == null ? ")" : ", encrypted)"));
        KeyCheck.warning(store, keys, applications).ifPresent(warning -> LOG.log(Level.WARNING, warning));
    }

    /** What the applications have to know of it. */
    SessionRules rules() {
        return rules;
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
