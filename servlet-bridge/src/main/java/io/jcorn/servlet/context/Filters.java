package io.jcorn.servlet.context;

import io.jcorn.servlet.descriptor.FilterDef;
import io.jcorn.servlet.descriptor.FilterMapping;
import io.jcorn.servlet.descriptor.WebApp;
import io.jcorn.servlet.dispatch.FilterBinding;
import io.jcorn.servlet.dispatch.FilterHolder;
import io.jcorn.servlet.dispatch.FilterTable;
import io.jcorn.servlet.dispatch.UrlPattern;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The filters of an application and their mappings, while they are being collected. Confined to the thread that starts it. */
final class Filters {
    private final Map<String, BridgeFilterRegistration> byName = new LinkedHashMap<>();
    private final FilterOrder order = new FilterOrder();
    private final PhaseGate gate;
    private final ServletContext context;

    Filters(PhaseGate gate, ServletContext context) {
        this.gate = gate;
        this.context = context;
    }

    void declare(WebApp app) {
        for (FilterDef def : app.filters()) {
            FilterHolder holder = holder(def.name());
            holder.className(def.className());
            holder.initParameters().putAll(def.initParams());
            holder.asyncSupported(def.asyncSupported());
        }
        for (FilterMapping mapping : app.filterMappings()) {
            List<UrlPattern> patterns =
                    mapping.urlPatterns().stream().map(UrlPattern::parse).toList();
            order.declare(new FilterBinding(
                    holder(mapping.filterName()), patterns, mapping.servletNames(), mapping.dispatchers()));
        }
    }

    private FilterHolder holder(String name) {
        return byName.computeIfAbsent(
                        name, n -> new BridgeFilterRegistration(gate, new FilterHolder(n, context), order))
                .filter();
    }

    /**
     * The registration to fill in for code that adds a filter; null if there is a complete one of that name, or one of that instance.
     *
     * @param instance null if it is added by class
     */
    BridgeFilterRegistration add(String name, Filter instance) {
        gate.checkOpen();
        if (name == null || name.isEmpty()) throw new IllegalArgumentException("a filter needs a name");
        if (instance != null && holds(instance)) return null;
        BridgeFilterRegistration known = byName.get(name);
        if (known != null && known.getClassName() != null) return null;
        holder(name);
        return byName.get(name);
    }

    private boolean holds(Filter instance) {
        return byName.values().stream().anyMatch(r -> r.filter().isSupplied(instance));
    }

    Map<String, BridgeFilterRegistration> byName() {
        return byName;
    }

    /** In the order in which they were declared or added. */
    List<FilterHolder> holders() {
        return byName.values().stream().map(BridgeFilterRegistration::filter).toList();
    }

    /** Whether any request can come to a filter; one that nothing is mapped to needn't even exist. */
    boolean isMapped(FilterHolder filter) {
        return order.bindings().anyMatch(binding -> binding.filter() == filter);
    }

    FilterTable table() {
        return new FilterTable(order.bindings().toList());
    }
}
