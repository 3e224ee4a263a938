package io.jcorn.servlet.request;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The asynchronous cycle as the application sees it: what {@code startAsync} was given, the listeners, the timeout. One
 * object for all cycles of a request, reinitialized by each (ServletRequest.startAsync). What follows from a call is the
 * business of {@link AsyncState}. Any thread may call it.
 */
final class BridgeAsyncContext implements AsyncContext {
    private static final long DEFAULT_TIMEOUT_MILLIS = 30_000;

    private final AsyncState state;

    // of the cycle; written before the state says that it started, read by who sees it started
    private ServletRequest request;
    private ServletResponse response;
    /** Where the request was when it was given to startAsync; null if none was given. */
    private Dispatch startedAt;
    /** Where dispatch() without a path leads; null for where the container last dispatched to. */
    private String path;

    private AsyncListeners listeners = new AsyncListeners();
    private volatile boolean tellingOfEnd;
    private long timeoutMillis;

    BridgeAsyncContext(AsyncState state) {
        this.state = state;
    }

    /** Starts anew for another cycle. @return the former cycle's listeners */
    AsyncListeners reinitialize(ServletRequest given, ServletResponse answer, Dispatch at) {
        AsyncListeners former = listeners;
        listeners = new AsyncListeners();
        request = given;
        response = answer;
        startedAt = at;
        path = at == null ? null : pathOf(given);
        timeoutMillis = DEFAULT_TIMEOUT_MILLIS;
        return former;
    }

    /** The request that startAsync was given, whatever came of the cycle. */
    ServletRequest givenRequest() {
        return request;
    }

    ServletResponse givenResponse() {
        return response;
    }

    void tell(Throwable error, AsyncListeners.Call call) {
        listeners.tell(this, error, call);
    }

    /** The cycle is over, but its listeners get at the request and the response as long as they are being told. */
    void tellOfEnd() {
        tellingOfEnd = true;
        try {
            tell(null, AsyncListener::onComplete);
        } finally {
            tellingOfEnd = false;
        }
    }

    private void checkReachable() {
        if (!tellingOfEnd) {
            state.phase().checkOpen();
        }
    }

    /** Where the given request is dispatched from; null for where the container last dispatched to. */
    Dispatch startedAt() {
        return startedAt;
    }

    /** The path, relative to its context, of the request that startAsync was given. */
    private static String pathOf(ServletRequest given) {
        if (given instanceof HttpServletRequest http) {
            return http.getRequestURI().substring(http.getContextPath().length());
        }
        return null;
    }

    @Override
    public ServletRequest getRequest() {
        checkReachable();
        return request;
    }

    @Override
    public ServletResponse getResponse() {
        checkReachable();
        return response;
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return request instanceof BridgeRequest && response instanceof BridgeResponse;
    }

    @Override
    public void dispatch() {
        state.dispatch(null, path);
    }

    @Override
    public void dispatch(String to) {
        state.dispatch(null, to);
    }

    @Override
    public void dispatch(ServletContext context, String to) {
        state.dispatch(context, to);
    }

    @Override
    public void complete() {
        state.complete();
    }

    @Override
    public void start(Runnable task) {
        state.run(task);
    }

    @Override
    public void addListener(AsyncListener listener) {
        addListener(listener, request, response);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest given, ServletResponse answer) {
        state.phase().checkStarting();
        listeners.add(listener, given, answer);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return state.create(type);
    }

    @Override
    public void setTimeout(long millis) {
        state.phase().checkStarting();
        timeoutMillis = millis;
    }

    /** Zero or less for none. */
    @Override
    public long getTimeout() {
        return timeoutMillis;
    }
}
