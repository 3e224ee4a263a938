package io.jcorn.servlet.websocket;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The endpoints of one application and their connections. Started and closed by the application's thread, else any thread. */
public interface WebSocketApplication extends AutoCloseable {
    /** The {@code jakarta.websocket.server.ServerContainer} of the application's code. */
    Object container();

    /**
     * Ends the time in which code may add endpoints; runs application code.
     *
     * @throws ServletException if one of the endpoints is none, or two have the same path
     */
    void start() throws ServletException;

    /**
     * Answers a handshake (RFC 6455 §4.2) that is for one of the endpoints.
     *
     * @return false if it is for none: somebody else has to answer
     */
    boolean upgrade(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;

    /** Tells all clients to connect elsewhere, with close code 1001 (RFC 6455 §7.4.1). Runs application code; doesn't wait for them. */
    void goAway();

    /** The same, for good. */
    @Override
    void close();
}
