package io.jcorn.servlet.descriptor;

import java.util.Set;

/**
 * An ordering element of a web-fragment.xml (Servlet 6.1 §8.2.2).
 *
 * @param before names of fragments that this one comes before
 * @param after names of fragments that this one comes after
 */
public record Ordering(Set<String> before, boolean beforeOthers, Set<String> after, boolean afterOthers) {
    /** Anywhere. */
    public static final Ordering NONE = new Ordering(Set.of(), false, Set.of(), false);

    public Ordering {
        before = Ordered.copyOf(before);
        after = Ordered.copyOf(after);
    }
}
