package io.jcorn.servlet.session.store;

import java.util.Map;

/**
 * A session as a store has it.
 *
 * @param version 1 or more; another one after each change of attributes or of the interval, but not of access times
 * @param attributes serialized, by name; null if the version is the one that the reader knows
 */
public record StoredSession(String id, long version, SessionTimes times, Map<String, byte[]> attributes) {
    /** The same with what a reader can use of it. */
    public StoredSession as(String readableId, Map<String, byte[]> readable) {
        return new StoredSession(readableId, version, times, readable);
    }

    /** Without id and attributes. */
    @Override
    public String toString() {
        return "stored session, version " + version;
    }
}
