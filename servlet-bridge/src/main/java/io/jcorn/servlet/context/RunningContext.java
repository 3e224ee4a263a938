package io.jcorn.servlet.context;

import io.jcorn.servlet.deploy.Deployment;
import io.jcorn.servlet.descriptor.SecurityConstraint;
import io.jcorn.servlet.dispatch.ContextDispatcher;
import io.jcorn.servlet.dispatch.ErrorPages;
import io.jcorn.servlet.dispatch.RequestListeners;
import io.jcorn.servlet.dispatch.WelcomeFiles;
import io.jcorn.servlet.request.BridgeRequest;
import io.jcorn.servlet.request.RequestContext;
import io.jcorn.servlet.request.RequestSecurity;
import io.jcorn.servlet.security.ApplicationSecurity;
import io.jcorn.servlet.security.SecurityDomain;
import io.jcorn.servlet.session.SessionCookies;
import io.jcorn.servlet.session.SessionListeners;
import io.jcorn.servlet.session.SessionRules;
import io.jcorn.servlet.session.SessionTracking;
import io.jcorn.servlet.session.Sessions;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestAttributeListener;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** A started application as its requests see it: all that could be configured is settled. Immutable, for any thread. */
final class RunningContext implements RequestContext {
    private static final int MAX_PARAMETERS = 10_000;
    private static final long MAX_FORM_BYTES = 2 * 1024 * 1024;

    private final WebContext context;
    private final String contextPath;
    private final Charset requestEncoding;
    private final Charset responseEncoding;
    private final LocaleEncodings localeEncodings;
    private final Sessions sessions;
    private final SessionCookies cookies;
    private final SessionTracking tracking;
    private final List<ServletRequestAttributeListener> attributeListeners;
    private final ApplicationSecurity security;
    private final ContextDispatcher dispatcher;

    /**
     * Settles it.
     *
     * @param rules of sessions
     * @throws IllegalArgumentException for an unknown charset, a bad pattern or an unknown login mechanism in the descriptor
     */
    RunningContext(String application, WebContext context, SecurityDomain domain, SessionRules rules)
            throws IOException {
        Deployment deployment = context.deployment();
        ContextSettings settings = context.settings();
        Listeners listeners = context.listeners();
        this.context = context;
        this.contextPath = deployment.contextPath();
        this.requestEncoding = settings.requestEncoding();
        this.responseEncoding = settings.responseEncoding();
        this.localeEncodings = new LocaleEncodings(deployment.webApp().localeEncodings(), responseEncoding == null);
        this.cookies = settings.cookies();
        this.tracking = settings.tracking();
        this.sessions = new Sessions(
                context,
                SessionListeners.of(listeners.all()),
                settings.sessionTimeout(),
                InstantSource.system(),
                rules);
        this.attributeListeners = listeners.of(ServletRequestAttributeListener.class);
        SecurityDeclarations declarations = context.security();
        List<SecurityConstraint> added =
                declarations.constraints(context.servlets().byName().values());
        this.security = ApplicationSecurity.of(
                application, contextPath, declarations.declared(), added, declarations.roles(), domain);
        this.dispatcher = new ContextDispatcher(
                this,
                deployment.loader(),
                context.servlets().mappings(),
                context.filters().table(),
                new WelcomeFiles(deployment.webApp().welcomeFiles(), context.resources()),
                new ErrorPages(deployment.webApp().errorPages()),
                new RequestListeners(context, listeners.of(ServletRequestListener.class)),
                security.guard());
    }

    ContextDispatcher dispatcher() {
        return dispatcher;
    }

    @Override
    public ServletContext servletContext() {
        return context;
    }

    @Override
    public String contextPath() {
        return contextPath;
    }

    @Override
    public Charset requestEncoding() {
        return requestEncoding;
    }

    @Override
    public Charset responseEncoding() {
        return responseEncoding;
    }

    @Override
    public Charset encodingOf(Locale locale) {
        return localeEncodings.of(locale);
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public SessionCookies sessionCookies() {
        return cookies;
    }

    @Override
    public SessionTracking sessionTracking() {
        return tracking;
    }

    @Override
    public RequestSecurity security() {
        return security.requests();
    }

    @Override
    public List<ServletRequestAttributeListener> requestAttributeListeners() {
        return attributeListeners;
    }

    @Override
    public int maxParameters() {
        return MAX_PARAMETERS;
    }

    @Override
    public long maxFormBytes() {
        return MAX_FORM_BYTES;
    }

    @Override
    public <T> T create(Class<T> type) throws ServletException {
        return context.create(type);
    }

    @Override
    public Path tempDir() {
        return context.deployment().tempDir();
    }

    @Override
    public void asyncDispatch(
            BridgeRequest request,
            ServletRequest wrappedRequest,
            ServletResponse wrappedResponse,
            ServletContext target,
            String path)
            throws ServletException, IOException {
        if (target != null && target != context) {
            throw new ServletException("can't dispatch to another application: " + target.getContextPath());
        }
        dispatcher.asyncDispatch(request, wrappedRequest, wrappedResponse, path);
    }

    @Override
    public void asyncError(BridgeRequest request, Throwable error) {
        dispatcher.asyncError(request, error);
    }

    @Override
    public void requestDestroyed(BridgeRequest request) {
        dispatcher.requestDestroyed(request);
    }
}
