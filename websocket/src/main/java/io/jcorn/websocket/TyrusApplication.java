package io.jcorn.websocket;

import io.jcorn.servlet.websocket.WebSocketApplication;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** The endpoints of one application. */
final class TyrusApplication implements WebSocketApplication {
    private final Connections connections;
    private final EndpointContainer container;

    TyrusApplication(ServletContext context, Set<Class<?>> found) {
        this.connections = new Connections(context.getClassLoader());
        this.container = new EndpointContainer(context.getContextPath(), found, connections);
    }

    @Override
    public Object container() {
        return container;
    }

    @Override
    public void start() throws ServletException {
        container.deploy();
    }

    @Override
    public boolean upgrade(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return container.upgrade(request, response);
    }

    @Override
    public void goAway() {
        connections.goAway();
    }

    @Override
    public void close() {
        connections.goAway();
        container.stop();
    }
}
