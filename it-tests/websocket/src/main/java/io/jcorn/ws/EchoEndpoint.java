package io.jcorn.ws;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;

/** Says what it hears, obeys a few words, and logs how a session ended. */
@ServerEndpoint("/echo/{name}")
public final class EchoEndpoint {
    @OnMessage
    public String text(String message, Session session, @PathParam("name") String name) throws IOException {
        return switch (message) {
            case "name" -> name;
            case "threads" -> String.valueOf(ManagementFactory.getThreadMXBean().getThreadCount());
            case "loader" -> {
                ClassLoader own = EchoEndpoint.class.getClassLoader();
                yield String.valueOf(Thread.currentThread().getContextClassLoader() == own);
            }
            case "close" -> {
                session.close(new CloseReason(() -> 4001, "as you like"));
                yield null;
            }
            case "fail" -> throw new IllegalStateException("as you like");
            default -> message;
        };
    }

    @OnMessage
    public ByteBuffer binary(ByteBuffer message) {
        return message;
    }

    @OnClose
    public void closed(CloseReason reason, @PathParam("name") String name) {
        System.err.println(
                "session of " + name + " ended with " + reason.getCloseCode().getCode());
    }
}
