package io.jcorn.servlet.websocket;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/**
 * The WebSocket side of one application: the engine is opened when the application has endpoints of its own, or when its code asks for the
 * container. Any thread.
 */
public final class WebSockets {
    /** The attribute of the context where code finds the container (WebSocket 2.2 §6.4). */
    public static final String CONTAINER = "jakarta.websocket.server.ServerContainer";

    private final WebSocketSupport support;
    private final ServletContext context;
    private WebSocketApplication application;

    public WebSockets(WebSocketSupport support, ServletContext context) {
        this.support = support;
        this.context = context;
    }

    private synchronized WebSocketApplication application() {
        if (application == null) application = support.part().service().application(context, support.endpoints());
        return application;
    }

    /** Opens the engine. */
    public Object container() {
        return application().container();
    }

    /**
     * Deploys what there is, when the application has said all that it has to say. Doesn't open the engine for nothing.
     *
     * @return what answers handshakes; null if there is nothing
     * @throws ServletException if one of the endpoints can't be deployed
     */
    public UpgradeFilter start() throws ServletException {
        if (!support.declared() && !isOpen()) return null;
        application().start();
        return new UpgradeFilter(application());
    }

    private synchronized boolean isOpen() {
        return application != null;
    }

    /** Tells all clients to connect elsewhere. */
    public void goAway() {
        if (isOpen()) application().goAway();
    }

    public void close() {
        if (isOpen()) application().close();
    }
}
