package io.jcorn.servlet.session;

import io.jcorn.servlet.session.store.Pin;
import java.util.Arrays;

/**
 * One attribute in a worker's copy of a stored session. Belongs to {@link CopiedAttributes}, under its lock.
 *
 * <pre>
 *   stored ──first get──► live ──set, or found changed──► changed ──release──► saving ──commit──► live
 * </pre>
 */
final class Slot {
    /** The application's object; null while nobody asked for it, and if it is removed. */
    Object value;
    /** As the store has it, or will have when what is being saved is committed; null if it never had it. */
    byte[] stored;
    /** What a value that can change was serialized to when it was last looked at. */
    byte[] compared;

    boolean removed;
    /** Set or removed since it was last given to the store. */
    boolean changed;
    /** Saves under way that have it. */
    int saving;
    /** Doesn't serialize: it stays in this worker, and the store has a pin in its place, or nothing. */
    boolean local;
    /** Somebody may have changed the object since {@code compared}. */
    boolean handedOut;
    /** Its bytes are no value here: for this worker it isn't there. */
    boolean unreadable;

    /** Whether what the store has may replace it. */
    boolean isSettled() {
        return !changed && saving == 0 && (!local || stored != null);
    }

    boolean isStoredAs(byte[] bytes) {
        return Arrays.equals(stored, bytes);
    }

    void adopt(byte[] bytes) {
        value = null;
        stored = bytes;
        compared = null;
        handedOut = false;
        local = false;
        unreadable = Pin.isPin(bytes);
    }

    void set(Object newValue) {
        value = newValue;
        compared = null;
        removed = newValue == null;
        changed = true;
        local = false;
        unreadable = false;
    }
}
