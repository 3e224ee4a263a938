package io.jcorn.config;

/** Where the arbiter gets its configuration: once at its start, again at each HUP. */
@FunctionalInterface
public interface ConfigSource {
    /**
     * Reads all sources anew. Blocks on files.
     *
     * @throws ConfigException with a single-line message; the caller goes on with what it had
     */
    Config load() throws ConfigException;
}
