package io.jcorn.ws;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** Tells everybody what anybody says. */
@ServerEndpoint("/chat")
public final class ChatEndpoint {
    @OnMessage
    public void say(String message, Session session) {
        for (Session each : session.getOpenSessions()) {
            each.getAsyncRemote().sendText(message, result -> {
                if (!result.isOK()) System.err.println("somebody has left: " + result.getException());
            });
        }
    }
}
