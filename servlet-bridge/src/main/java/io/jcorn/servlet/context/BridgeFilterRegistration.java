package io.jcorn.servlet.context;

import io.jcorn.servlet.dispatch.FilterHolder;
import io.jcorn.servlet.dispatch.UrlPattern;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A filter of the application as code may configure it (Servlet 6.1 §4.4.2). */
final class BridgeFilterRegistration extends BridgeRegistration implements FilterRegistration.Dynamic {
    private final FilterHolder filter;
    private final FilterOrder order;

    BridgeFilterRegistration(PhaseGate gate, FilterHolder filter, FilterOrder order) {
        super(gate, filter.initParameters());
        this.filter = filter;
        this.order = order;
    }

    FilterHolder filter() {
        return filter;
    }

    @Override
    public void addMappingForUrlPatterns(EnumSet<DispatcherType> dispatchers, boolean matchAfter, String... patterns) {
        check(patterns, "URL patterns");
        List<UrlPattern> parsed = Stream.of(patterns).map(UrlPattern::parse).toList();
        order.add(filter, parsed, List.of(), types(dispatchers), matchAfter);
    }

    @Override
    public void addMappingForServletNames(EnumSet<DispatcherType> dispatchers, boolean matchAfter, String... names) {
        check(names, "servlet names");
        order.add(filter, List.of(), List.of(names), types(dispatchers), matchAfter);
    }

    private void check(String[] values, String what) {
        checkOpen();
        if (values == null || values.length == 0) throw new IllegalArgumentException("no " + what);
    }

    private static Set<DispatcherType> types(EnumSet<DispatcherType> dispatchers) {
        return dispatchers == null || dispatchers.isEmpty() ? Set.of(DispatcherType.REQUEST) : dispatchers;
    }

    @Override
    public Collection<String> getUrlPatternMappings() {
        return order.bindings()
                .filter(b -> b.filter() == filter)
                .flatMap(b -> b.patterns().stream())
                .map(UrlPattern::pattern)
                .distinct()
                .toList();
    }

    @Override
    public Collection<String> getServletNameMappings() {
        return order.bindings()
                .filter(b -> b.filter() == filter)
                .flatMap(b -> b.servletNames().stream())
                .distinct()
                .toList();
    }

    @Override
    public String getName() {
        return filter.name();
    }

    @Override
    public String getClassName() {
        return filter.className();
    }

    @Override
    public void setAsyncSupported(boolean supported) {
        checkOpen();
        filter.asyncSupported(supported);
    }
}
