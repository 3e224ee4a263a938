package io.jcorn.websocket;

import io.jcorn.servlet.websocket.WebSocketApplication;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** The ServerContainer of an application's code. */
final class EndpointContainer extends TyrusServerContainer {
    /** How long a message may be, in bytes or characters, unless the application says otherwise. */
    static final int MAX_MESSAGE = 1024 * 1024;
    /** Of a frame: two bytes, the longest length, the mask (RFC 6455 §5.2). */
    private static final int FRAME_HEAD = 14;

    private final String contextPath;
    private final Connections connections;
    private final TyrusWebSocketEngine engine;

    EndpointContainer(String contextPath, Set<Class<?>> found, Connections connections) {
        super(found);
        this.contextPath = contextPath;
        this.connections = connections;
        setDefaultMaxTextMessageBufferSize(MAX_MESSAGE);
        setDefaultMaxBinaryMessageBufferSize(MAX_MESSAGE);
        this.engine = newEngine();
    }

    private TyrusWebSocketEngine newEngine() {
        return TyrusWebSocketEngine.builder(this)
                .incomingBufferSize(FRAME_HEAD + MAX_MESSAGE + WebSocketConnection.READ_BYTES)
                .build();
    }

    @Override
    public Set<Extension> getInstalledExtensions() {
        return Set.of(new PerMessageDeflate(MAX_MESSAGE));
    }

    @Override
    public void register(Class<?> endpoint) throws DeploymentException {
        engine.register(endpoint, contextPath);
    }

    @Override
    public void register(ServerEndpointConfig config) throws DeploymentException {
        engine.register(config, contextPath);
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
        return engine;
    }

    /** See {@link WebSocketApplication#upgrade}. */
    boolean upgrade(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return new Handshake(request, response, Map.of()).answer(engine, connections);
    }

    /** For code that answers a handshake itself, at a path of its own (WebSocket 2.2 §6.4). */
    @Override
    public void upgradeHttpToWebSocket(
            Object request, Object response, ServerEndpointConfig config, Map<String, String> pathParameters)
            throws IOException, DeploymentException {
        HttpServletRequest http = (HttpServletRequest) request;
        TyrusWebSocketEngine own = newEngine();
        own.register(FixedPath.of(config, http.getRequestURI()), "");
        Handshake handshake = new Handshake(http, (HttpServletResponse) response, pathParameters);
        if (!handshake.answer(own, connections))
            throw new DeploymentException("the request for " + http.getRequestURI() + " is no WebSocket handshake");
    }

    /** Deploys what was found and added. @throws ServletException if something of it can't be */
    void deploy() throws ServletException {
        try {
            start(contextPath, 0);
        } catch (DeploymentException | IOException e) {
            throw new ServletException(e.getMessage(), e);
        } finally {
            doneDeployment();
        }
    }
}
