package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * The asynchronous cycles of a request (Servlet 6.1 §2.3.3.3).
 *
 * <p>Any thread moves the {@link AsyncPhase}. What has to be done then is done by whoever has the {@link Turn}: at first
 * the container's thread that runs the servlet, until it {@link #leave leaves}; afterwards the thread of the timeout, of
 * a stream's callback, or that called complete. So nothing takes effect while a container's thread is in the
 * application, listeners are never called concurrently, and exactly one thread ends the exchange, which is the last
 * thing it does with it.
 */
public final class AsyncState {
    private static final System.Logger LOG = System.getLogger("jcorn.servlet");

    // events of the turn
    private static final int PROCEED = 2; // dispatched or completed
    private static final int TIMEOUT = 4;
    private static final int ERROR = 8;
    static final int READ = 16;
    static final int WRITE = 32;

    private final BridgeRequest request;
    private final Exchange exchange;
    private final RequestContext context;
    private final AsyncPhase phase = new AsyncPhase();
    private final Turn turn = Turn.taken();
    private final AsyncStreams streams;

    private final BridgeAsyncContext asyncContext = new BridgeAsyncContext(this);

    // written before their event is added
    private ServletContext targetContext;
    private String targetPath;
    private volatile int expiredCycle;

    // of who has the turn, the application's thread in startAsync included
    private int cycle;
    private int armedCycle;
    private Throwable error;
    private boolean proceeding;
    private boolean broken;

    AsyncState(BridgeRequest request) {
        this.request = request;
        this.exchange = request.exchange();
        this.context = request.dispatch().context();
        this.streams = new AsyncStreams(request, this);
    }

    /**
     * Starts a cycle.
     *
     * @param at where the given request is, from where and to where its dispatch() leads; null for where the container
     *     last dispatched to
     * @throws IllegalStateException unless a container's thread is in the application and no cycle was started yet
     */
    BridgeAsyncContext start(ServletRequest given, ServletResponse response, Dispatch at) {
        phase.start();
        AsyncListeners former = asyncContext.reinitialize(given, response, at);
        cycle++;
        former.tell(asyncContext, null, AsyncListener::onStartAsync);
        phase.started();
        return asyncContext;
    }

    BridgeAsyncContext asyncContext() {
        return asyncContext;
    }

    AsyncStreams streams() {
        return streams;
    }

    AsyncPhase phase() {
        return phase;
    }

    // ---- what the application calls, through its AsyncContext

    void dispatch(ServletContext target, String path) {
        phase.dispatch();
        targetContext = target;
        targetPath = path;
        signal(PROCEED);
    }

    void complete() {
        phase.complete();
        if (turn.add(PROCEED)) {
            settleAndFinish();
        }
    }

    /** Runs application code on a container's thread, whatever the state of the cycle is by then. */
    void run(Runnable task) {
        exchange.execute(() -> {
            enterApplication();
            task.run();
        });
    }

    <T> T create(Class<T> type) throws ServletException {
        return context.create(type);
    }

    // ---- what streams and timers call

    /** From any thread, which may be the application's own. */
    void signal(int event) {
        if (turn.add(event)) {
            exchange.execute(this::actAsContainer);
        }
    }

    /** On a request thread. */
    void happened(int event) {
        if (turn.add(event)) {
            actAsContainer();
        }
    }

    private void expired(int of) {
        expiredCycle = of;
        happened(TIMEOUT);
    }

    // ---- what the container does, with the turn

    /** Says that the servlet or the target of a dispatch threw. To be called before it leaves, on its thread. */
    public void failed(Throwable thrown) {
        error = thrown;
        turn.add(ERROR);
    }

    /**
     * The container's thread leaves the application that it began to serve the request with.
     *
     * @return SUSPENDED if somebody else finishes the exchange, perhaps has done so already
     */
    Service.Outcome leave() {
        phase.returned();
        return settle() ? request.conclude(broken) : Service.Outcome.SUSPENDED;
    }

    private void actAsContainer() {
        enterApplication();
        settleAndFinish();
    }

    private void settleAndFinish() {
        if (settle() && request.conclude(broken) == Service.Outcome.DONE) {
            exchange.finish();
        }
    }

    private void enterApplication() {
        Thread thread = Thread.currentThread();
        ClassLoader loader = context.servletContext().getClassLoader();
        if (thread.getContextClassLoader() != loader) {
            thread.setContextClassLoader(loader);
        }
    }

    /** Does what was asked for, then gives the turn back. @return whether the request ended; then the turn is kept */
    private boolean settle() {
        while (true) {
            armTimeout();
            int events = turn.next();
            if (events == 0) {
                return false;
            }
            handle(events);
            if (proceeding && isDrained() && go()) {
                return true;
            }
        }
    }

    /** The clock of a cycle starts when the dispatch it was started in has returned. */
    private void armTimeout() {
        if (armedCycle != cycle && phase.isOpen()) {
            int armed = cycle;
            armedCycle = armed;
            long millis = asyncContext.getTimeout();
            if (millis > 0) {
                exchange.timeout(Duration.ofMillis(millis), () -> expired(armed));
            }
        }
    }

    private void handle(int events) {
        if ((events & PROCEED) != 0) {
            proceeding = true;
        }
        if ((events & ERROR) != 0) {
            failAfterListeners();
        }
        if ((events & TIMEOUT) != 0 && expiredCycle == cycle) {
            expireAfterListeners();
        }
        if ((events & READ) != 0) {
            failedIfNotNull(streams.readable());
        }
        if ((events & WRITE) != 0) {
            failedIfNotNull(streams.writable());
        }
    }

    private void failAfterListeners() {
        Throwable thrown = error;
        // the target of a dispatch may have failed before it started a cycle: this one's listeners decide what follows
        phase.reopen();
        if (!phase.isOpen()) {
            return;
        }
        asyncContext.tell(thrown, AsyncListener::onError);
        if (phase.isOpen()) {
            broken = exchange.response().isCommitted();
            context.asyncError(request, thrown);
            completeByContainer();
        }
    }

    private void expireAfterListeners() {
        if (!phase.isOpen()) {
            return;
        }
        asyncContext.tell(null, AsyncListener::onTimeout);
        if (phase.isOpen()) {
            context.asyncError(request, null);
            completeByContainer();
        }
    }

    private void completeByContainer() {
        if (phase.completeIfOpen()) {
            proceeding = true;
        }
    }

    private void failedIfNotNull(Throwable thrown) {
        if (thrown != null) {
            failed(thrown);
        }
    }

    /** What was written goes out first. @return whether it has, or can't any more */
    private boolean isDrained() {
        try {
            return streams.isDrained();
        } catch (IOException e) {
            broken = true;
            return true;
        }
    }

    /** Dispatches or completes. @return whether the request ended */
    private boolean go() {
        proceeding = false;
        if (phase.isDispatched()) {
            redispatch();
            // an error is an event by now; listeners come before the end
            return error == null && phase.endIfIdle() && end();
        }
        phase.end();
        return end();
    }

    private void redispatch() {
        exchange.timeout(Duration.ZERO, null);
        error = null;
        phase.enterTarget();
        Dispatch startedAt = asyncContext.startedAt();
        if (startedAt != null) {
            request.dispatch(startedAt); // the forward or include that it is in has its own parameters
        }
        try {
            context.asyncDispatch(
                    request, asyncContext.givenRequest(), asyncContext.givenResponse(), targetContext, targetPath);
        } catch (Throwable e) {
            failed(e);
        }
        phase.returned();
    }

    private boolean end() {
        if (request.response().isErrorPending()) {
            context.asyncError(request, null); // sendError and then complete()
        }
        asyncContext.tellOfEnd();
        try {
            request.end();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "The end of an asynchronous request failed", e);
            broken = true;
        }
        return true;
    }
}
