package io.jcorn.servlet;

import io.jcorn.servlet.deploy.DefaultContextPath;
import io.jcorn.servlet.session.lmdb.LmdbStore;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.sessions.SessionStores;
import io.jcorn.sessions.StoredSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens stores for operators; what the command finds by {@link java.util.ServiceLoader}. */
public final class BridgeSessionStores implements SessionStores {
    @Override
    public StoredSessions open(Map<String, String> settings, List<Served> applications) throws IOException {
        List<String> contextPaths =
                applications.stream().map(BridgeSessionStores::contextPath).toList();
        try {
            return new OperatedStore(new StoreSettings(settings).openExisting(), contextPaths);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String contextPath(Served application) {
        return application.contextPath() == null
                ? DefaultContextPath.of(application.location())
                : application.contextPath();
    }

    /** Redis is asked; in a folder there is nothing to see but what another version has left. */
    @Override
    public Optional<String> check(Map<String, String> texts) throws IOException {
        StoreSettings settings = new StoreSettings(texts);
        try {
            if (settings.isRedis()) {
                settings.open().close();
            } else if (!settings.isMemory() && LmdbStore.dropsOthers(settings.folder())) {
                Path folder = settings.folder();
                return Optional.of("the sessions in " + folder
                        + " are stored by another version of jcorn; they are dropped when the server starts");
            }
            return Optional.empty();
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
