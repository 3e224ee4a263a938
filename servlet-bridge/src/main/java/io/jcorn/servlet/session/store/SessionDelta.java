package io.jcorn.servlet.session.store;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What requests changed of a session. It is merged by attribute name into what the store has by then, so that the
 * changes of requests on several workers add up and of two to one attribute the last wins.
 *
 * @param created whether the session is new and shall be stored; else it has to be there, or it has ended
 * @param times the interval in them counts if {@code created} or {@code intervalChanged}
 * @param set serialized attributes by name
 * @param removed names of attributes
 * @param whole what comes of it if nobody else has changed the session meanwhile; null if that isn't known
 */
public record SessionDelta(
        boolean created,
        boolean intervalChanged,
        SessionTimes times,
        Map<String, byte[]> set,
        Set<String> removed,
        Whole whole) {
    /**
     * All attributes, so that a store needn't read what it has to merge them.
     *
     * @param version that the changes were made to
     */
    public record Whole(long version, Map<String, byte[]> attributes) {}

    /** Ends a session from outside of all workers, see {@link SessionTimes#ENDED}. */
    public static SessionDelta end() {
        return new SessionDelta(false, true, new SessionTimes(0, 0, 0, 0, SessionTimes.ENDED), Map.of(), Set.of());
    }

    /** The same with other attributes in place of its own. It has to be merged. */
    public SessionDelta of(Map<String, byte[]> otherSet, Collection<String> otherRemoved) {
        return new SessionDelta(created, intervalChanged, times, otherSet, Set.copyOf(otherRemoved));
    }

    /** One that has to be merged. */
    public SessionDelta(
            boolean created,
            boolean intervalChanged,
            SessionTimes times,
            Map<String, byte[]> set,
            Set<String> removed) {
        this(created, intervalChanged, times, set, removed, null);
    }
}
