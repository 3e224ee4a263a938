package io.jcorn.servlet.session;

import io.jcorn.servlet.session.store.Pin;

/**
 * What becomes of attributes that don't serialize.
 *
 * @param worker this one, as pins name it; null if no other worker can hand it requests, so that there are no pins
 * @param refuses whether an application may not set such attributes at all
 */
public record Pinning(String worker, boolean refuses) {
    /** They stay in this worker, of which no other knows. */
    public static final Pinning NONE = new Pinning(null, false);

    /** What stands for such an attribute of this worker in the store; null for nothing. */
    byte[] pin() {
        return worker == null ? null : Pin.to(worker);
    }

    /** Whether an attribute in the store is one that another worker has. */
    boolean isElsewhere(byte[] stored) {
        return Pin.isPin(stored) && !Pin.worker(stored).equals(worker);
    }
}
