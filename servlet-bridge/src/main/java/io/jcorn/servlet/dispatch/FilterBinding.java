package io.jcorn.servlet.dispatch;

import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Set;

/**
 * One filter mapping.
 *
 * @param servletNames may hold "*": every servlet
 * @param dispatchers the dispatches that it is for
 */
public record FilterBinding(
        FilterHolder filter, List<UrlPattern> patterns, List<String> servletNames, Set<DispatcherType> dispatchers) {
    public FilterBinding {
        patterns = List.copyOf(patterns);
        servletNames = List.copyOf(servletNames);
        dispatchers = Set.copyOf(dispatchers);
    }

    boolean names(ServletHolder servlet) {
        return servletNames.contains(servlet.name()) || servletNames.contains("*");
    }

    /** Whether it is in front of every path that {@code route} leads to a servlet. */
    boolean covers(UrlPattern route) {
        if (route.kind() == jakarta.servlet.http.MappingMatch.EXACT) return matches(route.text());
        if (route.kind() == jakarta.servlet.http.MappingMatch.CONTEXT_ROOT) return matches("/");
        for (UrlPattern pattern : patterns) {
            if (pattern.covers(route)) return true;
        }
        return false;
    }

    boolean matches(String path) {
        for (UrlPattern pattern : patterns) {
            if (pattern.matches(path)) return true;
        }
        return false;
    }
}
