package io.jcorn.servlet.context;

import io.jcorn.servlet.dispatch.Instances;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.util.Collections;
import java.util.EventListener;
import java.util.Map;

/**
 * What a web application consists of and how its code adds to it while it starts (Servlet 6.1 §4.4): servlets, filters,
 * listeners. Whether it still may is the {@link PhaseGate}'s to say.
 */
abstract class RegistrationContext implements ServletContext {
    private final PhaseGate gate = new PhaseGate();
    private final SecurityDeclarations security;
    private final Servlets servlets;
    private final Filters filters = new Filters(gate, this);
    private final Listeners listeners = new Listeners(gate);

    RegistrationContext(SecurityDeclarations security) {
        this.security = security;
        this.servlets = new Servlets(gate, this, security);
    }

    final PhaseGate gate() {
        return gate;
    }

    final Servlets servlets() {
        return servlets;
    }

    final SecurityDeclarations security() {
        return security;
    }

    final Filters filters() {
        return filters;
    }

    final Listeners listeners() {
        return listeners;
    }

    // servlets

    @Override
    public ServletRegistration.Dynamic addServlet(String name, String className) {
        BridgeServletRegistration added = servlets.add(name, null);
        if (added != null) added.servlet().className(className);
        return added;
    }

    @Override
    public ServletRegistration.Dynamic addServlet(String name, Servlet servlet) {
        BridgeServletRegistration added = servlets.add(name, servlet);
        if (added != null) added.servlet().supply(servlet);
        return added;
    }

    @Override
    public ServletRegistration.Dynamic addServlet(String name, Class<? extends Servlet> type) {
        BridgeServletRegistration added = servlets.add(name, null);
        if (added != null) added.servlet().type(type);
        return added;
    }

    @Override
    public ServletRegistration.Dynamic addJspFile(String name, String file) {
        if (file == null || !file.startsWith("/")) throw new IllegalArgumentException("no path of a page: " + file);
        BridgeServletRegistration added = servlets.add(name, null);
        if (added != null) servlets.page(added.servlet(), file);
        return added;
    }

    @Override
    public <T extends Servlet> T createServlet(Class<T> type) throws ServletException {
        return create(type);
    }

    @Override
    public ServletRegistration getServletRegistration(String name) {
        gate.checkUnrestricted();
        return servlets.byName().get(name);
    }

    @Override
    public Map<String, ? extends ServletRegistration> getServletRegistrations() {
        gate.checkUnrestricted();
        return Collections.unmodifiableMap(servlets.byName());
    }

    // filters

    @Override
    public FilterRegistration.Dynamic addFilter(String name, String className) {
        BridgeFilterRegistration added = filters.add(name, null);
        if (added != null) added.filter().className(className);
        return added;
    }

    @Override
    public FilterRegistration.Dynamic addFilter(String name, Filter filter) {
        BridgeFilterRegistration added = filters.add(name, filter);
        if (added != null) added.filter().supply(filter);
        return added;
    }

    @Override
    public FilterRegistration.Dynamic addFilter(String name, Class<? extends Filter> type) {
        BridgeFilterRegistration added = filters.add(name, null);
        if (added != null) added.filter().type(type);
        return added;
    }

    @Override
    public <T extends Filter> T createFilter(Class<T> type) throws ServletException {
        return create(type);
    }

    @Override
    public FilterRegistration getFilterRegistration(String name) {
        gate.checkUnrestricted();
        return filters.byName().get(name);
    }

    @Override
    public Map<String, ? extends FilterRegistration> getFilterRegistrations() {
        gate.checkUnrestricted();
        return Collections.unmodifiableMap(filters.byName());
    }

    // listeners

    @Override
    public void addListener(String className) {
        gate.checkOpen();
        try {
            addListener(getClassLoader().loadClass(className).asSubclass(EventListener.class));
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IllegalArgumentException("no listener: " + className, e);
        }
    }

    @Override
    public <T extends EventListener> void addListener(T listener) {
        listeners.add(listener);
    }

    @Override
    public void addListener(Class<? extends EventListener> type) {
        gate.checkOpen();
        try {
            addListener(createListener(type));
        } catch (ServletException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public <T extends EventListener> T createListener(Class<T> type) throws ServletException {
        gate.checkUnrestricted();
        Listeners.check(type);
        return create(type);
    }

    /** Makes a servlet, filter, listener or handler of the application's. */
    final <T> T create(Class<T> type) throws ServletException {
        gate.checkUnrestricted();
        try {
            return Instances.create(type);
        } catch (ReflectiveOperationException e) {
            throw new ServletException("can't instantiate " + type.getName(), Instances.causeOf(e));
        }
    }
}
