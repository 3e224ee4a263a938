package io.jcorn.servlet.dispatch;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.MappingMatch;

/**
 * A path and the mapping it fell to. Those of exact patterns are made once; others once a request.
 *
 * @param path relative to the context, canonical
 * @param servletPath Servlet 6.1 §3.6
 * @param pathInfo null where there is none
 */
record PathMatch(Route route, String path, String servletPath, String pathInfo) implements HttpServletMapping {
    static PathMatch of(Route route, String path) {
        UrlPattern pattern = route.pattern();
        return switch (pattern.kind()) {
            case EXACT, EXTENSION, DEFAULT -> new PathMatch(route, path, path, null);
            case CONTEXT_ROOT -> new PathMatch(route, path, "", "/");
            case PATH -> {
                String prefix = pattern.text();
                String rest = path.length() == prefix.length() ? null : path.substring(prefix.length());
                yield new PathMatch(route, path, prefix, rest);
            }
        };
    }

    Chain chain(DispatcherType type) {
        return route.chain(type, path);
    }

    /** Whether a welcome file may stand for this path (§10.10): nobody but the default servlet wants it. */
    boolean isPartial() {
        return route.pattern().kind() == MappingMatch.DEFAULT && path.charAt(path.length() - 1) == '/';
    }

    @Override
    public String getMatchValue() {
        return switch (getMappingMatch()) {
            case CONTEXT_ROOT, DEFAULT -> "";
            case EXACT -> path.substring(1);
            case EXTENSION ->
                path.substring(1, path.length() - route.pattern().text().length());
            case PATH -> pathInfo == null ? "" : pathInfo.substring(1);
        };
    }

    @Override
    public String getPattern() {
        return route.pattern().pattern();
    }

    @Override
    public String getServletName() {
        return route.servlet().name();
    }

    @Override
    public MappingMatch getMappingMatch() {
        return route.pattern().kind();
    }
}
