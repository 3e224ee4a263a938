package io.jcorn.servlet.descriptor;

import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Set;

/**
 * One filter-mapping element.
 *
 * @param servletNames may hold "*": every servlet
 * @param dispatchers never empty: REQUEST if the descriptor says nothing
 */
public record FilterMapping(
        String filterName, List<String> urlPatterns, List<String> servletNames, Set<DispatcherType> dispatchers) {
    public FilterMapping {
        urlPatterns = List.copyOf(urlPatterns);
        servletNames = List.copyOf(servletNames);
        dispatchers = dispatchers.isEmpty() ? Set.of(DispatcherType.REQUEST) : Ordered.copyOf(dispatchers);
    }
}
