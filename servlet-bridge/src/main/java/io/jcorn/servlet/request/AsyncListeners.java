package io.jcorn.servlet.request;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The listeners of one asynchronous cycle. One that fails is logged and doesn't keep the others from being told. Any
 * thread may add one.
 */
final class AsyncListeners {
    private static final System.Logger LOG = System.getLogger("jcorn.servlet");

    private record Entry(AsyncListener listener, ServletRequest request, ServletResponse response) {}

    /** A method of AsyncListener. */
    @FunctionalInterface
    interface Call {
        void on(AsyncListener listener, AsyncEvent event) throws IOException;
    }

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    void add(AsyncListener listener, ServletRequest request, ServletResponse response) {
        entries.add(new Entry(listener, request, response));
    }

    /**
     * Tells all of them, in the order in which they were added.
     *
     * @param error null where there was none
     */
    void tell(AsyncContext context, Throwable error, Call call) {
        for (Entry entry : entries) {
            try {
                call.on(entry.listener, new AsyncEvent(context, entry.request, entry.response, error));
            } catch (Exception | LinkageError | AssertionError e) {
                LOG.log(System.Logger.Level.ERROR, () -> "AsyncListener " + entry.listener + " failed", e);
            }
        }
    }
}
