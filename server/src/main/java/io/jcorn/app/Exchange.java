package io.jcorn.app;

import io.jcorn.http.RequestHead;
import java.io.IOException;
import java.time.Duration;

/**
 * One request and its response. Belongs to the thread that is serving it; after {@link Service.Outcome#SUSPENDED} to
 * whoever holds it, until {@link #finish}, after which nobody may touch it: the connection goes on to its next request.
 */
public interface Exchange {
    RequestHead request();

    RequestBody body();

    Response response();

    ConnectionInfo connection();

    /** Runs {@code task} on a request thread, never on the caller's. The exchange must be suspended, or about to be. */
    void execute(Runnable task);

    /**
     * Has {@code task} run when the event loop is through with the requests that it has at hand, so that those that end
     * in one turn may share what follows, such as a transaction. It may block as long as a quick request may. The
     * exchange must be about to be suspended.
     *
     * @return false if no event loop serves this exchange: the caller may as well run {@code task} itself
     */
    boolean afterTurn(Runnable task);

    /**
     * Ends a suspended exchange: sends what is left of the response. Never blocks; from any thread. For an exchange
     * that was not suspended the worker does this itself.
     */
    void finish();

    /** Breaks the connection off so that the client sees that the response is not whole; instead of {@link #finish}. */
    void abort();

    /**
     * Runs {@code task} on a request thread once {@code after} has passed, unless the exchange ended or another timeout
     * was set before. Coarse: up to half a second late. A {@code null} task only cancels.
     */
    void timeout(Duration after, Runnable task);

    /**
     * Has another worker of this server serve the request, whose answer goes to the client; the exchange is that worker's
     * then. Nothing may have been read or written, and the exchange must be about to be suspended. Never blocks.
     *
     * @param worker as {@link AppEnvironment#worker} names it there
     * @param otherwise run on a request thread if that worker ends without having begun: the exchange is the caller's again
     * @return false if the worker is known to be gone, or if this one has the request from another one: nothing has happened
     */
    default boolean relay(String worker, Runnable otherwise) {
        return false;
    }

    /**
     * Leaves HTTP: commits the head, whose status is 101 with an Upgrade field, and makes {@link #body} and
     * {@link #response} the two raw directions of the connection (RFC 9110 §7.8). {@link #finish} closes it.
     */
    void upgrade() throws IOException;
}
