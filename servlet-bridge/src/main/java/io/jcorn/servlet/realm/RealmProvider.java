package io.jcorn.servlet.realm;

import java.io.IOException;
import java.util.Map;

/** Opens realms of one type; found by {@link java.util.ServiceLoader} on a worker's class path, {@code lib/worker} of the installation. */
public interface RealmProvider {
    /** Such as {@code ldap}: what {@code --realm type=…} names. */
    String type();

    /**
     * Opens a realm when a worker boots.
     *
     * @param options those of the setting {@code realm}, without {@code type}
     * @throws IOException with one line for the operator: what is wrong, and what would be right
     */
    Realm open(Map<String, String> options) throws IOException;
}
