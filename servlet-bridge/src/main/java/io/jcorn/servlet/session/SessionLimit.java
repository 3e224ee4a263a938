package io.jcorn.servlet.session;

import io.jcorn.log.RareLine;
import io.jcorn.servlet.session.store.StoreException;
import java.util.function.LongSupplier;

/** Refuses new sessions where there are too many; those that are there go on. Any thread. */
final class SessionLimit {
    private static final System.Logger LOG = System.getLogger("jcorn.session");

    private final String application;
    private final int limit;
    private final RareLine line = new RareLine();

    /**
     * @param contextPath "" or "/name"
     * @param limit 0 for none
     */
    SessionLimit(String contextPath, int limit) {
        this.application = contextPath.isEmpty() ? "/" : contextPath;
        this.limit = limit;
    }

    /**
     * Requests that run at the same time may pass together.
     *
     * @param count of the sessions that there are; asked only if there is a limit
     * @throws StoreException if there is no room for another one
     */
    void check(LongSupplier count) {
        if (limit > 0 && count.getAsLong() >= limit) {
            String reason = "it has " + limit + ", as many as session-limit allows";
            if (line.isDue()) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "No new session for " + application + ", requests that need one get 503: " + reason);
            }
            throw new StoreException(
                    StoreException.Kind.FULL, "no new session for " + application + ": " + reason, null);
        }
    }
}
