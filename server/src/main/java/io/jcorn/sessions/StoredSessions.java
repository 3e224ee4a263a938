package io.jcorn.sessions;

import java.io.IOException;
import java.util.List;

/**
 * The sessions in an open store. One thread. All methods block, and throw an IOException if the store fails, whose message
 * is a line for an operator.
 */
public interface StoredSessions extends AutoCloseable {
    /**
     * An application's sessions.
     *
     * @param application its context path, or what else it can be called
     * @param sessions that have not expired
     * @param pinned those of them that have attributes which only a worker of this machine has
     * @param bytes that the sessions take in the store
     */
    record Usage(String application, long sessions, long pinned, long bytes) {}

    /** Where the store is, without passwords. */
    String place();

    /** One for each application that has sessions or had some. */
    List<Usage> usage() throws IOException;

    /**
     * Ends a session: no request finds it from now on, and the next sweep of a worker tells its listeners.
     *
     * @return false if no application has it
     * @throws IllegalArgumentException if it doesn't look like the id of a session
     */
    boolean invalidate(String id) throws IOException;

    /** Ends all sessions. @return how many */
    long invalidateAll() throws IOException;

    @Override
    void close();
}
