package io.jcorn.ws;

import jakarta.servlet.http.HttpSession;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;

/** Greets by the name that the HTTP session has, and in the subprotocol that was agreed on. */
public final class GuestEndpoint extends Endpoint {
    @Override
    public void onOpen(Session session, EndpointConfig config) {
        String greeting = config.getUserProperties().get("guest") + " " + session.getNegotiatedSubprotocol();
        try {
            session.getBasicRemote().sendText(greeting);
        } catch (IOException e) {
            System.err.println("the guest has left: " + e);
        }
    }

    /** Takes the name from the HTTP session at the handshake. */
    public static final class Configurator extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            HttpSession session = (HttpSession) request.getHttpSession();
            config.getUserProperties().put("guest", session == null ? "nobody" : session.getAttribute("guest"));
        }
    }
}
