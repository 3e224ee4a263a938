package io.jcorn.app;

import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;

/** What a worker serves: all its web applications together. Made by an {@link ApplicationFactory}, ready when made. */
public interface Application extends AutoCloseable {
    /**
     * Chooses what will answer a request. Called on the event loop: quick, never blocks, runs no application code.
     *
     * @throws HttpException for a target that no service may see; the worker answers its status
     */
    Service route(RequestHead head) throws HttpException;

    /**
     * The worker takes no new connections and waits for those that are open: ends what would go on by itself, such as WebSockets. May run
     * application code; on a thread that may block. Not called before a stop at once.
     */
    default void drain() {}

    /**
     * How many sessions only this worker can serve as they are: they have what doesn't outlive it. Any thread, never blocks
     * for long.
     */
    default int pinnedSessions() {
        return 0;
    }

    /** Stops the web applications, once, after the last exchange; may run application code and block. */
    @Override
    void close();
}
