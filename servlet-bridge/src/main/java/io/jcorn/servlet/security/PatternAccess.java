package io.jcorn.servlet.security;

import io.jcorn.servlet.descriptor.SecurityConstraint;
import io.jcorn.servlet.security.Access.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All constraints of one pattern, combined for each method that one of them names, and for all others (Servlet 6.1 §13.8.1). */
final class PatternAccess {
    private final Map<String, Access> named = new TreeMap<>();
    private final Access others;

    /** @param declaredRoles what {@code *} stands for */
    PatternAccess(List<SecurityConstraint> constraints, Set<String> declaredRoles) {
        Set<String> methods = new TreeSet<>();
        for (SecurityConstraint constraint : constraints) {
            methods.addAll(constraint.methods());
            methods.addAll(constraint.omittedMethods());
        }
        for (String method : methods) named.put(method, combined(covering(constraints, method), declaredRoles));
        others = combined(covering(constraints, null), declaredRoles);
    }

    /** @param method null for those that no constraint names */
    private static List<SecurityConstraint> covering(List<SecurityConstraint> constraints, String method) {
        List<SecurityConstraint> covering = new ArrayList<>();
        for (SecurityConstraint constraint : constraints) {
            boolean covers = constraint.methods().isEmpty()
                    ? method == null || !constraint.omittedMethods().contains(method)
                    : method != null && constraint.methods().contains(method);
            if (covers) covering.add(constraint);
        }
        return covering;
    }

    /** null for what no constraint covers */
    private static Access combined(List<SecurityConstraint> constraints, Set<String> declaredRoles) {
        if (constraints.isEmpty()) return null;
        boolean open = false;
        boolean confidential = true;
        Set<String> roles = new HashSet<>();
        for (SecurityConstraint constraint : constraints) {
            confidential &= constraint.confidential();
            if (constraint.roles() == null) open = true;
            else if (constraint.roles().isEmpty()) return Access.PRECLUDED;
            else roles.addAll(constraint.roles());
        }
        if (open) return new Access(Kind.OPEN, Set.of(), confidential);
        if (roles.contains("**") && !declaredRoles.contains("**")) {
            return new Access(Kind.ANY_USER, Set.of(), confidential);
        }
        if (roles.remove("*")) roles.addAll(declaredRoles);
        return new Access(Kind.ROLES, roles, confidential);
    }

    /** null if the method is uncovered (§13.8.4) */
    Access of(String method) {
        return named.containsKey(method) ? named.get(method) : others;
    }

    /** Which methods are uncovered, in words; null if none is. */
    String uncovered() {
        Set<String> covered = new TreeSet<>();
        Set<String> uncovered = new TreeSet<>();
        named.forEach((method, access) -> (access == null ? uncovered : covered).add(method));
        if (others == null) return "all methods except " + String.join(", ", covered);
        return uncovered.isEmpty() ? null : String.join(", ", uncovered);
    }
}
