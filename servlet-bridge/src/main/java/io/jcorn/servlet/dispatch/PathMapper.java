package io.jcorn.servlet.dispatch;

import jakarta.servlet.http.MappingMatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Chooses the servlet for a path (Servlet 6.1 §12.1): exact, longest prefix, extension, default. Immutable. */
final class PathMapper {
    private final Map<String, PathMatch> exact = new HashMap<>();
    /** The longest first; applications have few, so a scan beats taking the path apart. */
    private final Route[] prefixes;

    private final Map<String, Route> extensions = new HashMap<>();
    private final Route fallback;

    /** @param routes one for each pattern; one of them is the default */
    PathMapper(List<Route> routes) {
        List<Route> paths = new ArrayList<>();
        Route last = null;
        for (Route route : routes) {
            String text = route.pattern().text();
            switch (route.pattern().kind()) {
                case EXACT -> exact.put(text, PathMatch.of(route, text));
                case CONTEXT_ROOT -> exact.put("/", PathMatch.of(route, "/"));
                case PATH -> paths.add(route);
                case EXTENSION -> extensions.put(text, route);
                case DEFAULT -> last = route;
            }
        }
        if (last == null) throw new IllegalArgumentException("no default servlet");
        fallback = last;
        Comparator<Route> byLength =
                Comparator.comparingInt(r -> r.pattern().text().length());
        prefixes = paths.stream().sorted(byLength.reversed()).toArray(Route[]::new);
    }

    /** @param path relative to the context, canonical, beginning with "/" */
    PathMatch map(String path) {
        PathMatch match = exact.get(path);
        return match != null ? match : PathMatch.of(route(path), path);
    }

    private Route route(String path) {
        for (Route route : prefixes) {
            if (route.pattern().isPrefixOf(path)) return route;
        }
        if (!extensions.isEmpty()) {
            int dot = path.lastIndexOf('.');
            if (dot >= 0 && path.indexOf('/', dot) < 0) {
                Route route = extensions.get(path.substring(dot));
                if (route != null) return route;
            }
        }
        return fallback;
    }

    /** The matches of all exact patterns, for a look-up before anything else. */
    Collection<PathMatch> exactMatches() {
        return exact.values();
    }

    /** Whether somebody answers that path even if there is no such file. */
    boolean isMapped(PathMatch match) {
        return match.getMappingMatch() != MappingMatch.DEFAULT
                && !match.route().servlet().servesFilesOnly();
    }
}
