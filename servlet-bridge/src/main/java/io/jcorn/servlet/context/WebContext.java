package io.jcorn.servlet.context;

import io.jcorn.servlet.deploy.Deployment;
import io.jcorn.servlet.descriptor.WebApp;
import io.jcorn.servlet.dispatch.BridgeDispatcher;
import io.jcorn.servlet.dispatch.ContextDispatcher;
import io.jcorn.servlet.dispatch.Instances;
import io.jcorn.servlet.dispatch.ServletHolder;
import io.jcorn.servlet.resource.DefaultServlet;
import io.jcorn.servlet.resource.MimeTypes;
import io.jcorn.servlet.resource.WebResources;
import io.jcorn.servlet.session.SessionTracking;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.descriptor.JspConfigDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.EventListener;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A web application as its code sees it (Servlet 6.1 §4). Configured by the thread that starts it, through {@link PhaseGate}; read by any
 * thread afterwards. Delegates: what it consists of is in {@link Servlets}, {@link Filters}, {@link Listeners},
 * {@link ContextAttributes} and {@link ContextSettings}.
 */
final class WebContext implements ServletContext {
    private static final int MAJOR = 6;
    private static final int MINOR = 1;

    private final System.Logger log = System.getLogger("jcorn.app");
    private final Deployment deployment;
    private final String serverInfo;
    private final PhaseGate gate = new PhaseGate();
    private final SecurityDeclarations security;
    private final Servlets servlets;
    private final Filters filters = new Filters(gate, this);
    private final Listeners listeners = new Listeners(gate);
    private final ContextAttributes attributes = new ContextAttributes(this, listeners);
    private final ContextSettings settings;
    private final WebResources resources;
    private final MimeTypes mimeTypes;
    private volatile ContextDispatcher dispatcher;

    /** @throws IllegalArgumentException for a descriptor that asks for what there is not */
    WebContext(Deployment deployment, String serverInfo) {
        this.deployment = deployment;
        this.serverInfo = serverInfo;
        WebApp app = deployment.webApp();
        this.security =
                new SecurityDeclarations(app.security(), app.metadataComplete(), deployment.securityAnnotations());
        this.servlets = new Servlets(gate, this, security);
        this.settings = new ContextSettings(gate, deployment.contextPath(), deployment.webApp());
        this.resources = new WebResources(deployment.resourceRoots());
        this.mimeTypes = new MimeTypes(deployment.webApp().mimeTypes());
        servlets.declare(deployment.webApp(), new DefaultServlet(resources, mimeTypes));
        filters.declare(deployment.webApp());
        attributes.provide(TEMPDIR, deployment.tempDir().toFile());
        if (deployment.orderedLibs() != null) attributes.provide(ORDERED_LIBS, deployment.orderedLibs());
    }

    Deployment deployment() {
        return deployment;
    }

    PhaseGate gate() {
        return gate;
    }

    Servlets servlets() {
        return servlets;
    }

    Filters filters() {
        return filters;
    }

    Listeners listeners() {
        return listeners;
    }

    SecurityDeclarations security() {
        return security;
    }

    ContextSettings settings() {
        return settings;
    }

    WebResources resources() {
        return resources;
    }

    /** From now on request dispatchers work. */
    void dispatcher(ContextDispatcher started) {
        dispatcher = started;
    }

    private ContextDispatcher dispatcher() {
        ContextDispatcher started = dispatcher;
        if (started == null) throw new IllegalStateException("the application has not started");
        return started;
    }

    // what it is

    @Override
    public String getContextPath() {
        return deployment.contextPath();
    }

    /** Only itself: applications of one server don't dispatch to each other. */
    @Override
    public ServletContext getContext(String uriPath) {
        String own = getContextPath();
        if (uriPath == null || !uriPath.startsWith(own) || own.isEmpty() && !uriPath.equals("/")) return null;
        return uriPath.length() == own.length() || own.isEmpty() || uriPath.charAt(own.length()) == '/' ? this : null;
    }

    @Override
    public int getMajorVersion() {
        return MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return MINOR;
    }

    @Override
    public int getEffectiveMajorVersion() {
        gate.checkUnrestricted();
        return version(0);
    }

    @Override
    public int getEffectiveMinorVersion() {
        gate.checkUnrestricted();
        return version(1);
    }

    private int version(int part) {
        String[] parts = deployment.webApp().version().split("\\.", -1);
        return parts.length > part ? Integer.parseInt(parts[part]) : 0;
    }

    @Override
    public String getServletContextName() {
        return deployment.webApp().displayName();
    }

    @Override
    public String getServerInfo() {
        return serverInfo;
    }

    @Override
    public String getVirtualServerName() {
        gate.checkUnrestricted();
        return "jcorn";
    }

    @Override
    public ClassLoader getClassLoader() {
        return deployment.loader();
    }

    @Override
    public JspConfigDescriptor getJspConfigDescriptor() {
        gate.checkUnrestricted();
        return null;
    }

    @Override
    public void log(String message) {
        log.log(System.Logger.Level.INFO, () -> getContextPath() + ": " + message);
    }

    @Override
    public void log(String message, Throwable thrown) {
        log.log(System.Logger.Level.ERROR, () -> getContextPath() + ": " + message, thrown);
    }

    // resources

    @Override
    public String getMimeType(String file) {
        return file == null ? null : mimeTypes.of(file);
    }

    @Override
    public Set<String> getResourcePaths(String path) {
        return path == null || !path.startsWith("/") ? null : resources.list(path);
    }

    @Override
    public URL getResource(String path) throws MalformedURLException {
        if (path == null || !path.startsWith("/")) {
            throw new MalformedURLException("resource path \"" + path + "\" doesn't start with /");
        }
        Path found = resources.find(path);
        return found == null ? null : found.toUri().toURL();
    }

    @Override
    public InputStream getResourceAsStream(String path) {
        if (path == null || !path.startsWith("/")) return null;
        Path found = resources.find(path);
        try {
            return found == null || Files.isDirectory(found) ? null : Files.newInputStream(found);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public String getRealPath(String path) {
        if (path == null) return null;
        Path found = resources.locate(path.startsWith("/") ? path : '/' + path);
        return found == null ? null : found.toString();
    }

    // dispatchers

    @Override
    public RequestDispatcher getRequestDispatcher(String path) {
        return path == null ? null : BridgeDispatcher.toPath(this::dispatcher, path);
    }

    @Override
    public RequestDispatcher getNamedDispatcher(String name) {
        ServletHolder servlet = name == null ? null : servlets.find(name);
        return servlet == null ? null : BridgeDispatcher.toServlet(this::dispatcher, servlet);
    }

    // parameters and attributes

    @Override
    public String getInitParameter(String name) {
        return settings.parameters().get(Objects.requireNonNull(name, "name"));
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(settings.parameters().keySet());
    }

    @Override
    public boolean setInitParameter(String name, String value) {
        gate.checkOpen();
        return settings.parameters().putIfAbsent(Objects.requireNonNull(name, "name"), value) == null;
    }

    @Override
    public Object getAttribute(String name) {
        return attributes.get(Objects.requireNonNull(name, "name"));
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return attributes.names();
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.set(Objects.requireNonNull(name, "name"), value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
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
        gate.checkOpen();
        throw new UnsupportedOperationException("JSP pages are not supported: can't add " + file + " as " + name);
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

    private <T> T create(Class<T> type) throws ServletException {
        gate.checkUnrestricted();
        try {
            return Instances.create(type);
        } catch (ReflectiveOperationException e) {
            throw new ServletException("can't instantiate " + type.getName(), Instances.causeOf(e));
        }
    }

    @Override
    public void declareRoles(String... names) {
        gate.checkOpen();
        for (String name : names) {
            if (name == null || name.isEmpty()) throw new IllegalArgumentException("a role needs a name");
            security.addRole(name);
        }
    }

    // sessions

    @Override
    public SessionCookieConfig getSessionCookieConfig() {
        gate.checkUnrestricted();
        return settings.cookies();
    }

    @Override
    public void setSessionTrackingModes(Set<SessionTrackingMode> modes) {
        gate.checkOpen();
        settings.tracking(new SessionTracking(modes));
    }

    @Override
    public Set<SessionTrackingMode> getDefaultSessionTrackingModes() {
        gate.checkUnrestricted();
        return SessionTracking.DEFAULT.modes();
    }

    @Override
    public Set<SessionTrackingMode> getEffectiveSessionTrackingModes() {
        gate.checkUnrestricted();
        return settings.tracking().modes();
    }

    @Override
    public int getSessionTimeout() {
        gate.checkUnrestricted();
        return (int) settings.sessionTimeout().toMinutes();
    }

    @Override
    public void setSessionTimeout(int minutes) {
        settings.sessionTimeout(Duration.ofMinutes(minutes));
    }

    // encodings

    @Override
    public String getRequestCharacterEncoding() {
        gate.checkUnrestricted();
        return name(settings.requestEncoding());
    }

    @Override
    public void setRequestCharacterEncoding(String encoding) {
        settings.requestEncoding(encoding);
    }

    @Override
    public String getResponseCharacterEncoding() {
        gate.checkUnrestricted();
        return name(settings.responseEncoding());
    }

    @Override
    public void setResponseCharacterEncoding(String encoding) {
        settings.responseEncoding(encoding);
    }

    private static String name(Charset charset) {
        return charset == null ? null : charset.name();
    }
}
