package io.jcorn.ws;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;

/** Adds the endpoint of guests by code, and names a guest in the HTTP session. */
@WebServlet("/guest")
@WebListener
public final class Guests extends HttpServlet implements ServletContextListener {
    private static final long serialVersionUID = 1;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServerContainer container =
                (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            container.addEndpoint(ServerEndpointConfig.Builder.create(GuestEndpoint.class, "/guests")
                    .configurator(new GuestEndpoint.Configurator())
                    .subprotocols(List.of("hello"))
                    .build());
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A guest who can't leave the worker: not serializable. */
    private record LiveGuest(String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        boolean live = request.getParameter("live") != null;
        request.getSession().setAttribute("guest", live ? new LiveGuest(name) : name);
        response.getWriter().print("welcome");
    }
}
