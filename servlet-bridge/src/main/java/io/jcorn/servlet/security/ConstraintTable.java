package io.jcorn.servlet.security;

import io.jcorn.servlet.descriptor.SecurityConstraint;
import io.jcorn.servlet.dispatch.UrlPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Finds the constraints for a path and a method by the pattern that matches best (Servlet 6.1 §12.1, §13.8.3). Immutable. */
final class ConstraintTable {
    private record Prefix(UrlPattern pattern, PatternAccess access) {}

    private final Map<String, PatternAccess> exact = new HashMap<>();
    /** The longest first. */
    private final List<Prefix> prefixes = new ArrayList<>();

    private final Map<String, PatternAccess> extensions = new HashMap<>();
    private PatternAccess fallback;
    private final boolean denyUncovered;

    /**
     * Combines the constraints.
     *
     * @param declaredRoles what {@code *} stands for
     * @param denyUncovered whether methods that are uncovered at a constrained pattern are precluded there
     * @param uncovered is told each pattern with uncovered methods, and which these are (§13.8.4.2)
     */
    ConstraintTable(
            Collection<SecurityConstraint> constraints,
            Set<String> declaredRoles,
            boolean denyUncovered,
            BiConsumer<String, String> uncovered) {
        this.denyUncovered = denyUncovered;
        Map<String, List<SecurityConstraint>> byPattern = new LinkedHashMap<>();
        for (SecurityConstraint constraint : constraints) {
            for (String pattern : constraint.urlPatterns())
                byPattern.computeIfAbsent(pattern, p -> new ArrayList<>()).add(constraint);
        }
        byPattern.forEach((pattern, all) -> {
            PatternAccess access = new PatternAccess(all, declaredRoles);
            put(UrlPattern.parse(pattern), access);
            if (access.uncovered() != null) uncovered.accept(pattern, access.uncovered());
        });
        prefixes.sort(Comparator.comparingInt((Prefix p) -> p.pattern().text().length())
                .reversed());
    }

    private void put(UrlPattern pattern, PatternAccess access) {
        switch (pattern.kind()) {
            case EXACT -> exact.put(pattern.text(), access);
            case CONTEXT_ROOT -> exact.put("/", access);
            case PATH -> prefixes.add(new Prefix(pattern, access));
            case EXTENSION -> extensions.put(pattern.text(), access);
            case DEFAULT -> fallback = access;
        }
    }

    /** null if nothing is asked of such a request */
    Access find(String path, String method) {
        PatternAccess best = best(path);
        if (best == null) return null;
        Access access = best.of(method);
        return access == null && denyUncovered ? Access.PRECLUDED : access;
    }

    private PatternAccess best(String path) {
        PatternAccess found = exact.get(path);
        if (found != null) return found;
        for (Prefix prefix : prefixes) {
            if (prefix.pattern().isPrefixOf(path)) return prefix.access();
        }
        int dot = extensions.isEmpty() ? -1 : path.lastIndexOf('.');
        if (dot >= 0 && path.indexOf('/', dot) < 0) found = extensions.get(path.substring(dot));
        return found != null ? found : fallback;
    }
}
