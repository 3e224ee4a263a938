package io.jcorn.servlet.dispatch;

import io.jcorn.servlet.request.ServletTarget;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.annotation.MultipartConfig;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A servlet of an application: made and initialized once, at start or by the first request, and called by all request threads.
 *
 * <pre>
 *   (new) ──init──► ready ──UnavailableException(seconds)──► resting ──time passed──► ready
 *     │  └─it threw: stays new, the next request tries again
 *     └──────permanent UnavailableException, or disabled──► gone: 404
 * </pre>
 *
 * <p>{@code servlet} is non-null exactly when ready, so that a call costs one volatile read. All transitions are under this object's
 * monitor; a first request waits in it for another thread's {@code init}.
 */
public final class ServletHolder extends Component<Servlet> implements ServletTarget, ServletConfig {
    private static final System.Logger LOG = System.getLogger("jcorn.servlet");

    private volatile Servlet servlet;
    private Servlet resting;
    private long restsUntilNanos;
    private boolean gone;

    private int loadOnStartup = -1;
    private MultipartConfigElement multipart;
    private String runAs;
    private boolean filesOnly;
    private Map<String, String> roleRefs = Map.of();

    public ServletHolder(String name, ServletContext context) {
        super(name, Servlet.class, context);
    }

    /** Negative: with the first request. */
    public int loadOnStartup() {
        return loadOnStartup;
    }

    public void loadOnStartup(int order) {
        loadOnStartup = order;
    }

    public void multipartConfig(MultipartConfigElement config) {
        multipart = config;
    }

    /** Whether it answers 404 where there is no file: a servlet of pages stands for no folder without one. */
    boolean servesFilesOnly() {
        return filesOnly;
    }

    public void serveFilesOnly() {
        filesOnly = true;
    }

    /** The role that the servlet acts in when it calls others; null for none. */
    public String runAs() {
        return runAs;
    }

    public void runAs(String role) {
        runAs = role;
    }

    /** @param refs what its code calls a role → the role */
    public void roleRefs(Map<String, String> refs) {
        roleRefs = Map.copyOf(refs);
    }

    @Override
    public String linkedRole(String role) {
        return roleRefs.getOrDefault(role, role);
    }

    /** A page in place of a class: JSP pages are not supported, it answers 404. */
    public void jspFile(String page) {
        LOG.log(System.Logger.Level.WARNING, "servlet {0}: JSP pages are not supported, it answers 404", name());
        className(page); // registered in full: nothing else takes its name
        disable();
    }

    /** Takes the servlet out of service for good: it answers 404. */
    public synchronized void disable() {
        gone = true;
    }

    /** Makes and initializes the servlet, if that has not been done yet. Runs application code; waits if another thread does it. */
    public void start() throws ServletException {
        if (servlet == null) wake();
    }

    /** Destroys the servlet, if it was started. */
    public synchronized void stop() throws ReflectiveOperationException {
        Servlet old = servlet != null ? servlet : resting;
        servlet = null;
        resting = null;
        gone = true;
        if (old != null) {
            old.destroy();
            Instances.release(old);
        }
    }

    /** @throws UnavailableException while the servlet is out of service */
    void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        Servlet ready = servlet;
        if (ready == null) ready = wake();
        try {
            ready.service(request, response);
        } catch (UnavailableException e) {
            rest(ready, e);
            throw e;
        }
    }

    private synchronized Servlet wake() throws ServletException {
        if (servlet != null) return servlet;
        if (gone) throw new OutOfServiceException(describe() + " is out of service");
        if (restsUntilNanos != 0) {
            long left = restsUntilNanos - System.nanoTime();
            if (left > 0) {
                throw new OutOfServiceException(
                        describe() + " is resting", (int) TimeUnit.NANOSECONDS.toSeconds(left) + 1);
            }
            restsUntilNanos = 0;
        }
        Servlet woken = resting != null ? resting : initialized();
        resting = null;
        servlet = woken;
        return woken;
    }

    private Servlet initialized() throws ServletException {
        Servlet made = instantiate();
        readAnnotations(made.getClass());
        try {
            made.init(this);
        } catch (UnavailableException e) {
            // an instance whose init failed is not destroyed and never used again (§2.3.2.1)
            rest(null, e);
            throw e;
        }
        return made;
    }

    /** A class that was registered by code brings its multipart configuration along (§4.4.1). */
    private void readAnnotations(Class<?> type) {
        MultipartConfig config = type.getAnnotation(MultipartConfig.class);
        if (multipart == null && config != null) multipart = new MultipartConfigElement(config);
    }

    private synchronized void rest(Servlet of, UnavailableException e) {
        if (of != servlet || gone) return;
        servlet = null;
        if (e.isPermanent()) {
            gone = true;
            if (of != null) of.destroy();
        } else {
            resting = of;
            long seconds = Math.max(1, e.getUnavailableSeconds());
            restsUntilNanos = (System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds)) | 1;
        }
    }

    @Override
    public String servletName() {
        return name();
    }

    @Override
    public MultipartConfigElement multipartConfig() {
        return multipart;
    }

    @Override
    public String getServletName() {
        return name();
    }
}
