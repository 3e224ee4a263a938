package io.jcorn.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections of one application. Any thread. */
final class Connections {
    private static final CloseReason GOING_AWAY =
            new CloseReason(CloseCodes.GOING_AWAY, "this worker ends; connect again");

    private final Set<WebSocketConnection> open = ConcurrentHashMap.newKeySet();
    private final ClassLoader loader;
    private volatile boolean goingAway;

    Connections(ClassLoader loader) {
        this.loader = loader;
    }

    /** Application code runs with its own loader as the thread's; who comes back to the worker keeps it. */
    void enter() {
        Thread thread = Thread.currentThread();
        if (thread.getContextClassLoader() != loader) thread.setContextClassLoader(loader);
    }

    void add(WebSocketConnection connection) {
        open.add(connection);
        if (goingAway) connection.close(GOING_AWAY); // it came while the others were told
    }

    void remove(WebSocketConnection connection) {
        open.remove(connection);
    }

    void goAway() {
        goingAway = true;
        for (WebSocketConnection connection : open) connection.close(GOING_AWAY);
    }
}
