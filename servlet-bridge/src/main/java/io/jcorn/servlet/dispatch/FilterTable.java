package io.jcorn.servlet.dispatch;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.MappingMatch;
import java.util.ArrayList;
import java.util.List;

/**
 * All filter mappings of an application in their order (Servlet 6.1 §6.2.4): those that match by URL pattern go before those that match
 * by servlet name. Immutable; asked when mappings are made, not by requests.
 */
public final class FilterTable {
    private final List<FilterBinding> bindings;

    public FilterTable(List<FilterBinding> bindings) {
        this.bindings = List.copyOf(bindings);
    }

    FilterChains chainsFor(ServletHolder servlet, UrlPattern pattern) {
        DispatcherType[] types = DispatcherType.values();
        FilterSelection[] byType = new FilterSelection[types.length];
        for (DispatcherType type : types) byType[type.ordinal()] = select(servlet, pattern, type);
        return new FilterChains(byType);
    }

    /** The chain of a dispatcher got by name: only filters that name the servlet (§6.2.5). */
    Chain named(ServletHolder servlet, DispatcherType type) {
        List<FilterHolder> filters = new ArrayList<>();
        for (FilterBinding binding : bindings) {
            if (binding.dispatchers().contains(type) && binding.names(servlet) && !filters.contains(binding.filter())) {
                filters.add(binding.filter());
            }
        }
        return new Chain(filters, servlet);
    }

    private FilterSelection select(ServletHolder servlet, UrlPattern pattern, DispatcherType type) {
        boolean onePath = pattern.kind() == MappingMatch.EXACT || pattern.kind() == MappingMatch.CONTEXT_ROOT;
        List<FilterSelection.Candidate> candidates = new ArrayList<>();
        for (FilterBinding binding : bindings) {
            if (!binding.dispatchers().contains(type) || binding.patterns().isEmpty()) continue;
            if (binding.covers(pattern)) {
                candidates.add(new FilterSelection.Candidate(binding.filter(), null));
            } else if (!onePath) {
                candidates.add(new FilterSelection.Candidate(binding.filter(), binding));
            }
        }
        for (FilterBinding binding : bindings) {
            if (binding.dispatchers().contains(type) && binding.names(servlet)) {
                candidates.add(new FilterSelection.Candidate(binding.filter(), null));
            }
        }
        return new FilterSelection(servlet, candidates);
    }
}
