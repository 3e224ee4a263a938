package io.jcorn.servlet.context;

import io.jcorn.servlet.dispatch.FilterBinding;
import io.jcorn.servlet.dispatch.FilterHolder;
import io.jcorn.servlet.dispatch.UrlPattern;
import jakarta.servlet.DispatcherType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The filter mappings in their order: those that code put in front of the declared ones, the declared ones, those behind. */
final class FilterOrder {
    private final List<FilterBinding> before = new ArrayList<>();
    private final List<FilterBinding> declared = new ArrayList<>();
    private final List<FilterBinding> after = new ArrayList<>();

    void declare(FilterBinding binding) {
        declared.add(binding);
    }

    void add(
            FilterHolder filter,
            List<UrlPattern> patterns,
            List<String> servletNames,
            Set<DispatcherType> dispatchers,
            boolean matchAfter) {
        (matchAfter ? after : before).add(new FilterBinding(filter, patterns, servletNames, dispatchers));
    }

    Stream<FilterBinding> bindings() {
        return Stream.of(before, declared, after).flatMap(List::stream);
    }
}
