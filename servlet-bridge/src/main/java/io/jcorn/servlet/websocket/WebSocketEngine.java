package io.jcorn.servlet.websocket;

import jakarta.servlet.ServletContext;
import java.util.Set;

/** Runs WebSocket endpoints. Implemented by the part {@code lib/websocket}, one for all applications of a worker; any thread. */
public interface WebSocketEngine {
    /**
     * Begins to collect an application's endpoints.
     *
     * @param found its classes that are endpoints, or that choose among them
     */
    WebSocketApplication application(ServletContext context, Set<Class<?>> found);
}
