package io.jcorn.servlet.security;

import io.jcorn.servlet.descriptor.SecurityConstraint;
import jakarta.servlet.HttpConstraintElement;
import jakarta.servlet.HttpMethodConstraintElement;
import jakarta.servlet.ServletSecurityElement;
import jakarta.servlet.annotation.ServletSecurity.EmptyRoleSemantic;
import jakarta.servlet.annotation.ServletSecurity.TransportGuarantee;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What @ServletSecurity or {@code setServletSecurity} says, as constraints of a descriptor (Servlet 6.1 §13.4.1.2). */
public final class ServletConstraints {
    private ServletConstraints() {}

    /** @param patterns that the servlet is mapped to, without those that a descriptor constrains; none of them: no constraint */
    public static List<SecurityConstraint> of(ServletSecurityElement security, Set<String> patterns) {
        List<SecurityConstraint> constraints = new ArrayList<>();
        if (patterns.isEmpty()) return constraints;
        boolean methodsSaySomething = false;
        for (HttpMethodConstraintElement each : security.getHttpMethodConstraints()) {
            constraints.add(constraint(patterns, Set.of(each.getMethodName()), Set.of(), each));
            methodsSaySomething |= !isDefault(each);
        }
        // a value left at its defaults beside methods that ask for something is no permission for all other methods
        // (§13.4.1.1)
        if (!isDefault(security) || !methodsSaySomething)
            constraints.add(constraint(patterns, Set.of(), new LinkedHashSet<>(security.getMethodNames()), security));
        return constraints;
    }

    private static SecurityConstraint constraint(
            Set<String> patterns, Set<String> methods, Set<String> omitted, HttpConstraintElement element) {
        return new SecurityConstraint(
                List.copyOf(patterns),
                methods,
                omitted,
                roles(element),
                element.getTransportGuarantee() == TransportGuarantee.CONFIDENTIAL);
    }

    private static Set<String> roles(HttpConstraintElement element) {
        String[] names = element.getRolesAllowed();
        if (names.length == 0) return element.getEmptyRoleSemantic() == EmptyRoleSemantic.DENY ? Set.of() : null;
        Set<String> roles = new LinkedHashSet<>();
        // here "*" has no special meaning (§13.4.1.3): blanks make it a role that no descriptor's "*" and no user has
        for (String name : names) roles.add(name.equals("*") ? " * " : name);
        return roles;
    }

    private static boolean isDefault(HttpConstraintElement element) {
        return element.getRolesAllowed().length == 0
                && element.getEmptyRoleSemantic() == EmptyRoleSemantic.PERMIT
                && element.getTransportGuarantee() == TransportGuarantee.NONE;
    }
}
