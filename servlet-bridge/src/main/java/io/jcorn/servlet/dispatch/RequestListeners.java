package io.jcorn.servlet.dispatch;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.util.List;

/** Tells the application's listeners that a request comes into its scope and goes out of it (Servlet 6.1 §11.2). Costs nothing if there are none. */
public final class RequestListeners {
    private static final System.Logger LOG = System.getLogger("jcorn.servlet");

    private final ServletContext context;
    private final ServletRequestListener[] listeners;

    public RequestListeners(ServletContext context, List<ServletRequestListener> listeners) {
        this.context = context;
        this.listeners = listeners.toArray(ServletRequestListener[]::new);
    }

    boolean isEmpty() {
        return listeners.length == 0;
    }

    /** In the order of declaration. What a listener throws goes to the error page. */
    void initialized(ServletRequest request) {
        if (listeners.length == 0) return;
        ServletRequestEvent event = new ServletRequestEvent(context, request);
        for (int i = 0; i < listeners.length; i++) listeners[i].requestInitialized(event);
    }

    /** In reverse order. It is too late for an error page: what a listener throws is logged, and the next one is told. */
    void destroyed(ServletRequest request) {
        if (listeners.length == 0) return;
        ServletRequestEvent event = new ServletRequestEvent(context, request);
        for (int i = listeners.length - 1; i >= 0; i--) {
            try {
                listeners[i].requestDestroyed(event);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A request listener failed at the end of a request", e);
            }
        }
    }
}
