package io.jcorn.servlet.dispatch;

import io.jcorn.app.Cost;
import jakarta.servlet.DispatcherType;

/** A servlet mapping: a pattern, the servlet behind it, and the filters in front of it. Immutable but for its cost. */
final class Route {
    private final ServletHolder servlet;
    private final UrlPattern pattern;
    private final FilterChains chains;
    private final Cost cost = new Cost();

    Route(ServletHolder servlet, UrlPattern pattern, FilterTable filters) {
        this.servlet = servlet;
        this.pattern = pattern;
        this.chains = filters.chainsFor(servlet, pattern);
    }

    ServletHolder servlet() {
        return servlet;
    }

    UrlPattern pattern() {
        return pattern;
    }

    Cost cost() {
        return cost;
    }

    /** @param path what filters are matched against: relative to the context, decoded */
    Chain chain(DispatcherType type, String path) {
        return chains.chain(type, path);
    }
}
