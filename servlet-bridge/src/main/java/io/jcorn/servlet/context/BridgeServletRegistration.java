package io.jcorn.servlet.context;

import io.jcorn.servlet.dispatch.ServletHolder;
import io.jcorn.servlet.dispatch.UrlPattern;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletSecurityElement;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A servlet of the application as code may configure it (Servlet 6.1 §4.4.1). */
final class BridgeServletRegistration extends BridgeRegistration implements ServletRegistration.Dynamic {
    private final ServletHolder servlet;
    /** The whole application's, shared with its other servlets' registrations. */
    private final Map<String, ServletHolder> mappings;

    private final SecurityDeclarations security;

    BridgeServletRegistration(
            PhaseGate gate, ServletHolder servlet, Map<String, ServletHolder> mappings, SecurityDeclarations security) {
        super(gate, servlet.initParameters());
        this.servlet = servlet;
        this.mappings = mappings;
        this.security = security;
    }

    ServletHolder servlet() {
        return servlet;
    }

    @Override
    public Set<String> addMapping(String... patterns) {
        checkOpen();
        if (patterns == null || patterns.length == 0) throw new IllegalArgumentException("no URL patterns");
        Set<String> conflicts = new LinkedHashSet<>();
        for (String pattern : patterns) {
            UrlPattern.parse(pattern);
            ServletHolder other = mappings.get(pattern);
            if (other != null && other != servlet) conflicts.add(pattern);
        }
        if (conflicts.isEmpty()) {
            for (String pattern : patterns) mappings.put(pattern, servlet);
        }
        return conflicts;
    }

    @Override
    public Collection<String> getMappings() {
        Set<String> own = new LinkedHashSet<>();
        mappings.forEach((pattern, target) -> {
            if (target == servlet) own.add(pattern);
        });
        return own;
    }

    @Override
    public String getName() {
        return servlet.name();
    }

    @Override
    public String getClassName() {
        return servlet.className();
    }

    @Override
    public String getRunAsRole() {
        return servlet.runAs();
    }

    @Override
    public void setRunAsRole(String role) {
        checkOpen();
        if (role == null) throw new IllegalArgumentException("no role");
        servlet.runAs(role);
        security.addRole(role);
    }

    @Override
    public void setLoadOnStartup(int order) {
        checkOpen();
        servlet.loadOnStartup(order);
    }

    @Override
    public void setMultipartConfig(MultipartConfigElement config) {
        checkOpen();
        if (config == null) throw new IllegalArgumentException("no multipart configuration");
        servlet.multipartConfig(config);
    }

    @Override
    public void setAsyncSupported(boolean supported) {
        checkOpen();
        servlet.asyncSupported(supported);
    }

    @Override
    public Set<String> setServletSecurity(ServletSecurityElement constraint) {
        checkOpen();
        if (constraint == null) throw new IllegalArgumentException("no constraint");
        return security.constrain(servlet, constraint, getMappings());
    }
}
