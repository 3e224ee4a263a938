package io.jcorn.servlet.dispatch;

import jakarta.servlet.DispatcherType;
import java.util.Map;

/** The filters in front of one servlet mapping, for each kind of dispatch. */
final class FilterChains {
    /** By far the most are of this kind. */
    private final FilterSelection request;

    private final Map<DispatcherType, FilterSelection> byType;

    FilterChains(Map<DispatcherType, FilterSelection> byType) {
        this.request = byType.get(DispatcherType.REQUEST);
        this.byType = byType;
    }

    Chain chain(DispatcherType type, String path) {
        FilterSelection selection = type == DispatcherType.REQUEST ? request : byType.get(type);
        return selection.chain(path);
    }
}
