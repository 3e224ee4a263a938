package io.jcorn.servlet.context;

import io.jcorn.servlet.deploy.Deployment;
import io.jcorn.servlet.descriptor.JspConfig;
import io.jcorn.servlet.dispatch.BridgeDispatcher;
import io.jcorn.servlet.dispatch.ContextDispatcher;
import io.jcorn.servlet.dispatch.ServletHolder;
import io.jcorn.servlet.jsp.JspEngine;
import io.jcorn.servlet.jsp.JspPages;
import io.jcorn.servlet.naming.CdiDecorator;
import io.jcorn.servlet.resource.CacheRules;
import io.jcorn.servlet.resource.DefaultServlet;
import io.jcorn.servlet.resource.MimeTypes;
import io.jcorn.servlet.resource.WebResources;
import io.jcorn.servlet.websocket.UpgradeFilter;
import io.jcorn.servlet.websocket.WebSockets;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.descriptor.JspConfigDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.Objects;
import java.util.Set;

/**
 * A web application as its code sees it (Servlet 6.1 §4). Configured by the thread that starts it, through {@link PhaseGate}; read by any
 * thread afterwards. Beside its parts and settings, which the classes it extends hold: identity, resources, dispatchers and
 * {@link ContextAttributes}.
 */
final class WebContext extends ConfigurableContext {
    private static final int MAJOR = 6;
    private static final int MINOR = 1;

    private final System.Logger log = System.getLogger("jcorn.app");
    private final Deployment deployment;
    private final String serverInfo;
    private final ContextAttributes attributes = new ContextAttributes(this, listeners());
    private final WebResources resources;
    private final MimeTypes mimeTypes;
    /** null if there is nothing that runs pages. */
    private final JspPages pages;
    /** null if there is nothing that runs WebSocket endpoints. */
    private final WebSockets webSockets;

    private volatile ContextDispatcher dispatcher;

    /** @throws IllegalArgumentException for a descriptor that asks for what there is not */
    WebContext(Deployment deployment, String serverInfo, CacheRules cacheRules) {
        super(
                deployment.contextPath(),
                deployment.webApp(),
                SecurityDeclarations.of(deployment.webApp(), deployment.securityAnnotations()));
        this.deployment = deployment;
        this.serverInfo = serverInfo;
        this.resources = new WebResources(deployment.resourceRoots());
        this.mimeTypes = new MimeTypes(deployment.webApp().mimeTypes());
        this.pages = deployment.jsp() == null ? null : new JspPages(deployment.jsp(), this);
        if (pages != null)
            for (String name : JspEngine.ATTRIBUTES) attributes.provide(name, () -> pages.attribute(name));
        this.webSockets = deployment.webSocket() == null ? null : new WebSockets(deployment.webSocket(), this);
        if (webSockets != null) attributes.provide(WebSockets.CONTAINER, webSockets::container);
        servlets().declare(deployment.webApp(), new DefaultServlet(resources, mimeTypes, cacheRules), pages);
        filters().declare(deployment.webApp());
        attributes.provide(TEMPDIR, deployment.tempDir().toFile());
        if (deployment.environment() != null) {
            attributes.provide(CdiDecorator.ASKED, () -> CdiDecorator.ANSWER);
            deployment.environment().decorateBy(new CdiDecorator(() -> attributes.get(CdiDecorator.LEFT)));
        }
        if (deployment.orderedLibs() != null) attributes.provide(ORDERED_LIBS, deployment.orderedLibs());
    }

    /** Adds the listeners of tag libraries (Pages 4.0 §7.1.9). @throws ServletException if a tag library can't be understood */
    void addTagListeners() throws ServletException {
        if (pages != null) for (String type : pages.listeners()) addListener(type);
    }

    /** Deploys the WebSocket endpoints, if there are any. @throws ServletException if one of them can't be */
    void startWebSockets() throws ServletException {
        UpgradeFilter filter = webSockets == null ? null : webSockets.start();
        if (filter == null) return;
        FilterRegistration.Dynamic added = addFilter("jcorn WebSocket", filter);
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD), true, "/*");
    }

    /** Tells WebSocket clients to connect elsewhere. */
    void goAway() {
        if (webSockets != null) webSockets.goAway();
    }

    void closeWebSockets() {
        if (webSockets != null) webSockets.close();
    }

    Deployment deployment() {
        return deployment;
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
        return version(0);
    }

    @Override
    public int getEffectiveMinorVersion() {
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
        return "jcorn";
    }

    @Override
    public ClassLoader getClassLoader() {
        return deployment.loader();
    }

    @Override
    public JspConfigDescriptor getJspConfigDescriptor() {
        JspConfig jsp = deployment.webApp().jsp();
        return jsp.isEmpty() ? null : jsp;
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
        ServletHolder servlet = name == null ? null : servlets().find(name);
        return servlet == null ? null : BridgeDispatcher.toServlet(this::dispatcher, servlet);
    }

    // attributes

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

    @Override
    public void declareRoles(String... names) {
        gate().checkOpen();
        for (String name : names) {
            if (name == null || name.isEmpty()) throw new IllegalArgumentException("a role needs a name");
            security().addRole(name);
        }
    }
}
