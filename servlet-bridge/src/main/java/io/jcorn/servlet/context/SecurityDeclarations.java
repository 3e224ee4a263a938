package io.jcorn.servlet.context;

import io.jcorn.servlet.descriptor.SecurityConstraint;
import io.jcorn.servlet.descriptor.SecurityDef;
import io.jcorn.servlet.descriptor.WebApp;
import io.jcorn.servlet.dispatch.ServletHolder;
import io.jcorn.servlet.security.ServletConstraints;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RunAs;
import jakarta.servlet.ServletSecurityElement;
import jakarta.servlet.annotation.ServletSecurity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an application says of its security, while it is being collected: descriptors, code, and at last the annotations of servlets (Servlet 6.1
 * §13.4). Confined to the thread that starts the application.
 */
final class SecurityDeclarations {
    private final SecurityDef declared;
    private final boolean complete;
    private final boolean annotated;
    private final Set<String> constrainedPatterns = new LinkedHashSet<>();
    private final Set<String> roles = new LinkedHashSet<>();
    private final Map<ServletHolder, ServletSecurityElement> byCode = new LinkedHashMap<>();
    private final Set<ServletHolder> registered = new LinkedHashSet<>();

    /**
     * Begins with the descriptors'.
     *
     * @param complete whether annotations of declared servlets don't count (metadata-complete)
     * @param annotated whether there are such annotations at all: else no class is loaded to look for them
     */
    private SecurityDeclarations(SecurityDef declared, boolean complete, boolean annotated) {
        this.declared = declared;
        this.complete = complete;
        this.annotated = annotated;
        roles.addAll(declared.roles());
        for (SecurityConstraint constraint : declared.constraints())
            constrainedPatterns.addAll(constraint.urlPatterns());
    }

    /** @param annotated whether there are annotations of security at all */
    static SecurityDeclarations of(WebApp app, boolean annotated) {
        return new SecurityDeclarations(app.security(), app.metadataComplete(), annotated);
    }

    SecurityDef declared() {
        return declared;
    }

    void addRole(String role) {
        roles.add(role);
    }

    /** A servlet that code registers: its annotations count whatever the descriptor says. */
    void registered(ServletHolder servlet) {
        registered.add(servlet);
    }

    /** @return those of {@code mappings} that a descriptor constrains, for which this has no effect */
    Set<String> constrain(ServletHolder servlet, ServletSecurityElement security, Collection<String> mappings) {
        byCode.put(servlet, security);
        Set<String> unaffected = new LinkedHashSet<>(mappings);
        unaffected.retainAll(constrainedPatterns);
        return unaffected;
    }

    /** All roles that are declared; complete once {@link #constraints} was asked for. */
    Set<String> roles() {
        return roles;
    }

    /** The constraints of code and annotations, when all servlets have their mappings. Loads classes, if there are annotations. */
    List<SecurityConstraint> constraints(Collection<BridgeServletRegistration> servlets) {
        List<SecurityConstraint> constraints = new ArrayList<>();
        for (BridgeServletRegistration each : servlets) {
            ServletHolder servlet = each.servlet();
            ServletSecurityElement security = byCode.get(servlet);
            if (annotated && (!complete || registered.contains(servlet))) {
                Class<?> type = servlet.loadedClass();
                if (type != null) readOthers(type, servlet);
                if (type != null && security == null) security = security(type);
            }
            if (security == null) continue;
            Set<String> patterns = new LinkedHashSet<>(each.getMappings());
            patterns.removeAll(constrainedPatterns);
            constraints.addAll(ServletConstraints.of(security, patterns));
        }
        return constraints;
    }

    private static ServletSecurityElement security(Class<?> type) {
        ServletSecurity annotation = type.getAnnotation(ServletSecurity.class);
        return annotation == null ? null : new ServletSecurityElement(annotation);
    }

    private void readOthers(Class<?> type, ServletHolder servlet) {
        DeclareRoles declares = type.getAnnotation(DeclareRoles.class);
        if (declares != null) roles.addAll(List.of(declares.value()));
        RunAs runAs = type.getAnnotation(RunAs.class);
        if (runAs != null && servlet.runAs() == null) servlet.runAs(runAs.value());
    }
}
