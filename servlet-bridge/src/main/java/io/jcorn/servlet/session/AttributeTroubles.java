package io.jcorn.servlet.session;

import io.jcorn.log.RareLine;
import io.jcorn.servlet.session.store.StoreException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells in the log which attributes of an application can't be stored or read, each name and reason once in a worker, and
 * when sessions as a whole can't be stored. Any thread.
 */
final class AttributeTroubles {
    private static final System.Logger LOG = System.getLogger("jcorn.session");
    private static final int MAX_TOLD = 1000;

    private final String application;
    private final RareLine store = new RareLine();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param contextPath "" or "/name" */
    AttributeTroubles(String contextPath) {
        application = contextPath.isEmpty() ? "/" : contextPath;
    }

    void cannotWrite(String name, Object value, Pinning pinning, Exception reason) {
        String what = pinning.worker() == null
                ? ") stays in this worker, no other sees it, and it is lost with it: "
                : ") pins its sessions to this worker and is lost with it: ";
        tell(
                name,
                "The session attribute " + name + " of " + application + " ("
                        + value.getClass().getName() + what + reason.getMessage());
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

    void cannotStore(StoreException reason) {
        tellOfStore("stored", reason);
    }

    /** As {@link #cannotStore}. */
    void cannotFind(StoreException reason) {
        tellOfStore("read", reason);
    }

    private void tellOfStore(String done, StoreException reason) {
        if (store.isDue()) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Sessions of " + application + " can't be " + done + ", their requests get 503: "
                            + reason.getMessage());
        }
    }

    private void tell(String name, String line) {
        if (told.size() < MAX_TOLD && told.add(name + line.hashCode())) {
            LOG.log(System.Logger.Level.WARNING, line);
        }
    }
}
