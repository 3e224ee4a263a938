package io.jcorn.servlet.deploy;

import jakarta.servlet.ServletContainerInitializer;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A ServletContainerInitializer and what it is to be called with.
 *
 * @param handledTypes for {@code onStartup}: null if there is no @HandlesTypes or nothing matched it (Servlet 6.1 §8.2.4)
 */
public record Initializer(ServletContainerInitializer initializer, Set<Class<?>> handledTypes) {
    public Initializer {
        handledTypes = handledTypes == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(handledTypes));
    }

    /** A set of the initializer's own: that of Faces takes out what it doesn't need. */
    @Override
    public Set<Class<?>> handledTypes() {
        return handledTypes == null ? null : new LinkedHashSet<>(handledTypes);
    }
}
