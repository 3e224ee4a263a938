package io.jcorn.servlet.session;

import io.jcorn.servlet.session.store.StoreException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells in the log which attributes of an application can't be stored or read, each name and reason once in a worker, and
 * when sessions as a whole can't be stored. Any thread.
 */
final class AttributeTroubles {
    private static final System.Logger LOG = System.getLogger("jcorn.session");
    private static final int MAX_TOLD = 1000;
    private static final long STORE_PAUSE_NANOS = 10_000_000_000L;

    private final String application;
    private final AtomicLong storeTold = new AtomicLong();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param contextPath "" or "/name" */
    AttributeTroubles(String contextPath) {
        application = contextPath.isEmpty() ? "/" : contextPath;
    }

    void cannotWrite(String name, Object value, Exception reason) {
        tell(
                name,
                "The session attribute " + name + " of " + application + " ("
                        + value.getClass().getName()
                        + ") stays in this worker, no other sees it, and it is lost with it: " + reason.getMessage());
    }

    void cannotLeave(String name, Object value, Exception reason) {
        tell(
                name,
                "The session attribute " + name + " of " + application + " ("
                        + value.getClass().getName() + ") is lost with this worker: " + reason.getMessage());
    }

    void failedToWrite(String name, Object value, Exception reason) {
        tell(
                name,
                "The session attribute " + name + " of " + application + " ("
                        + value.getClass().getName() + ") is stored with a later request: serializing it failed: "
                        + reason);
    }

    void cannotRead(String name, Exception reason) {
        tell(
                name,
                "The session attribute " + name + " of " + application
                        + " is dropped, for it was stored by another version of its class or can't be read: "
                        + reason.getMessage());
    }

    /** At most each ten seconds, for a full store fails each request. */
    void cannotStore(StoreException reason) {
        long now = System.nanoTime();
        long before = storeTold.get();
        if ((before == 0 || now - before > STORE_PAUSE_NANOS) && storeTold.compareAndSet(before, now)) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Sessions of " + application + " can't be stored, their requests get 503: " + reason.getMessage());
        }
    }

    private void tell(String name, String line) {
        if (told.size() < MAX_TOLD && told.add(name + line.hashCode())) {
            LOG.log(System.Logger.Level.WARNING, line);
        }
    }
}
