package io.jcorn.servlet.session;

import java.util.Set;

/** The attributes of a session, without listeners and validity. Any thread. */
interface AttributeMap {
    Object get(String name);

    /** @throws IllegalArgumentException if an attribute of that value may not be set */
    default void check(String name, Object value) {}

    /** @return the former value, or null */
    Object put(String name, Object value);

    /** @return the former value, or null */
    Object remove(String name);

    /** A snapshot, or a view that bears changes. */
    Set<String> names();
}
