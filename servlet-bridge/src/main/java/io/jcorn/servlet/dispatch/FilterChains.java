package io.jcorn.servlet.dispatch;

import jakarta.servlet.DispatcherType;

/** The filters in front of one servlet mapping, for each kind of dispatch. */
final class FilterChains {
    private final FilterSelection[] byType;

    FilterChains(FilterSelection[] byType) {
        this.byType = byType;
    }

    Chain chain(DispatcherType type, String path) {
        return byType[type.ordinal()].chain(path);
    }
}
