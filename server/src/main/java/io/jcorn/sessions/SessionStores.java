package io.jcorn.sessions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens session stores from outside of workers; found by {@link java.util.ServiceLoader} on a worker's class path. */
public interface SessionStores {
    /**
     * An application of the server.
     *
     * @param contextPath "" or "/name"; null for what the application itself has as its default
     * @param location a WAR, a folder or a loose WAR file
     */
    record Served(String contextPath, Path location) {}

    /**
     * Opens the store of a server, which may run at the time. Makes none. Blocks.
     *
     * @param settings every setting by name, with the folder that the server uses in {@code session-dir}
     * @param applications that are to be called by their names
     * @throws IOException if there is none or it can't be opened; the message is a line for an operator
     */
    StoredSessions open(Map<String, String> settings, List<Served> applications) throws IOException;

    /**
     * Whether a server with these settings could use its store. Changes nothing. Blocks.
     *
     * @return what an operator should know of before the server starts
     * @throws IOException if it could not; the message is a line for an operator
     */
    Optional<String> check(Map<String, String> settings) throws IOException;
}
