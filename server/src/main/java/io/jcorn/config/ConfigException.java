package io.jcorn.config;

/**
 * The configuration can't be used. The message is one line for an operator: where the value came from, which setting,
 * what was wrong, what would be right.
 */
public class ConfigException extends Exception {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }

    /** @param origin such as {@code jcorn.toml:3:1} or {@code command line} */
    public ConfigException(String origin, String problem) {
        super(origin + ": " + problem);
    }
}
