package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The asynchronous cycles of a request (Servlet 6.1 §2.3.3.3).
 *
 * <pre>
 *               startAsync                dispatch()
 *   ┌─► IDLE ────────────────► STARTED ─────────────────► DISPATCHED ──┐ the target runs
 *   │    │                        │ complete(), or nobody did          │
 *   │    │ the target returned    ▼ after a timeout or an error        │
 *   │    │ without startAsync  COMPLETED                               │
 *   │    └───────────────┐        │                                    │
 *   │                    ▼        ▼                                    │
 *   │                     ENDED: response closed, exchange finished    │
 *   └──────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>Any thread moves the phase by compare-and-set; one that loses gets an IllegalStateException. What has to be done
 * then is done by whoever has the {@link Turn}: at first the container's thread that runs the servlet, until it
 * {@link #leave leaves}; afterwards the thread of the timeout, of a stream's callback, or that called complete. So
 * nothing takes effect while a container's thread is in the application, listeners are never called concurrently, and
 * exactly one thread ends the exchange, which is the last thing it does with it.
 */
public final class AsyncState implements AsyncContext, StreamEvents {
    private static final System.Logger LOG = System.getLogger("jcorn.servlet");
    private static final long DEFAULT_TIMEOUT_MILLIS = 30_000;

    // events of the turn
    private static final int PROCEED = 2; // dispatched or completed
    private static final int TIMEOUT = 4;
    private static final int ERROR = 8;
    private static final int READ = 16;
    private static final int WRITE = 32;

    private enum Phase {
        IDLE,
        STARTED,
        DISPATCHED,
        COMPLETED,
        ENDED
    }

    private final BridgeRequest request;
    private final Exchange exchange;
    private final RequestContext context;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);
    private final Turn turn = Turn.taken();

    // of the cycle; written before the phase moves, read by who sees it moved
    private ServletRequest givenRequest;
    private ServletResponse givenResponse;
    /** Where dispatch() without a path leads; null for where the container last dispatched to. */
    private String givenPath;

    private AsyncListeners listeners = new AsyncListeners();
    private long timeoutMillis;
    /** Whether the container's thread that the cycle was started on is still in the application. */
    private volatile boolean starting;

    // written before their event is added
    private ServletContext targetContext;
    private String targetPath;
    private volatile int expiredCycle;

    // of who has the turn, the application's thread in startAsync included
    private int cycle;
    private Throwable error;
    private int armedCycle;
    private boolean proceeding;
    private boolean broken;

    AsyncState(BridgeRequest request) {
        this.request = request;
        this.exchange = request.exchange();
        this.context = request.dispatch().context();
    }

    /** @throws IllegalStateException unless a container's thread is in the application and no cycle was started yet */
    void start(ServletRequest given, ServletResponse response, String path) {
        if (phase.get() != Phase.IDLE) {
            throw new IllegalStateException("startAsync was called before, or after the request ended");
        }
        AsyncListeners former = listeners;
        listeners = new AsyncListeners();
        givenRequest = given;
        givenResponse = response;
        givenPath = path;
        timeoutMillis = DEFAULT_TIMEOUT_MILLIS;
        cycle++;
        starting = true;
        former.tell(this, null, AsyncListener::onStartAsync);
        phase.set(Phase.STARTED);
    }

    /** True also behind dispatch() and complete() while the thread that started the cycle is in the application. */
    boolean isStarted() {
        Phase now = phase.get();
        return now == Phase.STARTED || starting && (now == Phase.DISPATCHED || now == Phase.COMPLETED);
    }

    boolean mayListen() {
        return phase.get() == Phase.STARTED;
    }

    // ---- what the application calls

    @Override
    public ServletRequest getRequest() {
        checkStarted();
        return givenRequest;
    }

    @Override
    public ServletResponse getResponse() {
        checkStarted();
        return givenResponse;
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return givenRequest instanceof BridgeRequest && givenResponse instanceof BridgeResponse;
    }

    @Override
    public void dispatch() {
        proceed(Phase.DISPATCHED, null, givenPath);
    }

    @Override
    public void dispatch(String path) {
        proceed(Phase.DISPATCHED, null, path);
    }

    @Override
    public void dispatch(ServletContext target, String path) {
        proceed(Phase.DISPATCHED, target, path);
    }

    @Override
    public void complete() {
        proceed(Phase.COMPLETED, null, null);
    }

    private void proceed(Phase to, ServletContext target, String path) {
        if (!phase.compareAndSet(Phase.STARTED, to)) {
            throw new IllegalStateException("the asynchronous cycle was dispatched or completed before");
        }
        targetContext = target;
        targetPath = path;
        if (!turn.add(PROCEED)) {
            return;
        }
        if (to == Phase.COMPLETED) {
            settleAndFinish();
        } else {
            exchange.execute(this::actAsContainer);
        }
    }

    @Override
    public void start(Runnable task) {
        exchange.execute(() -> {
            enterApplication();
            task.run();
        });
    }

    @Override
    public void addListener(AsyncListener listener) {
        addListener(listener, givenRequest, givenResponse);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest given, ServletResponse response) {
        checkStarting();
        listeners.add(listener, given, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ServletException("can't make an AsyncListener of " + type.getName(), e);
        }
    }

    @Override
    public void setTimeout(long millis) {
        checkStarting();
        timeoutMillis = millis;
    }

    @Override
    public long getTimeout() {
        return timeoutMillis;
    }

    private void checkStarted() {
        if (phase.get() != Phase.STARTED) {
            throw new IllegalStateException("the asynchronous cycle was dispatched or completed");
        }
    }

    private void checkStarting() {
        if (!starting) {
            throw new IllegalStateException("the dispatch that started the asynchronous cycle has returned");
        }
    }

    // ---- what streams and timers call

    @Override
    public void awaitReadable() {
        if (exchange.body().isReady()) {
            signal(READ);
        } else {
            exchange.body().onReadable(() -> happened(READ));
        }
    }

    @Override
    public void awaitWritable() {
        if (exchange.response().isWritable()) {
            signal(WRITE);
        } else {
            exchange.response().onWritable(() -> happened(WRITE));
        }
    }

    /** From any thread, which may be the application's own. */
    private void signal(int event) {
        if (turn.add(event)) {
            exchange.execute(this::actAsContainer);
        }
    }

    /** On a request thread. */
    private void happened(int event) {
        if (turn.add(event)) {
            actAsContainer();
        }
    }

    private void expired(int expired) {
        expiredCycle = expired;
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
        starting = false;
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
        if (armedCycle != cycle && phase.get() == Phase.STARTED) {
            armedCycle = cycle;
            if (timeoutMillis > 0) {
                int armed = cycle;
                exchange.timeout(Duration.ofMillis(timeoutMillis), () -> expired(armed));
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
            read();
        }
        if ((events & WRITE) != 0) {
            wrote();
        }
    }

    private void failAfterListeners() {
        Throwable thrown = error;
        // the target of a dispatch may have failed before it started a cycle: this one's listeners decide what follows
        phase.compareAndSet(Phase.IDLE, Phase.STARTED);
        if (phase.get() != Phase.STARTED) {
            return;
        }
        listeners.tell(this, thrown, AsyncListener::onError);
        if (phase.get() == Phase.STARTED) {
            broken = exchange.response().isCommitted();
            context.asyncError(request, thrown);
            completeByContainer();
        }
    }

    private void expireAfterListeners() {
        if (phase.get() != Phase.STARTED) {
            return;
        }
        listeners.tell(this, null, AsyncListener::onTimeout);
        if (phase.get() == Phase.STARTED) {
            context.asyncError(request, null);
            completeByContainer();
        }
    }

    private void completeByContainer() {
        if (phase.compareAndSet(Phase.STARTED, Phase.COMPLETED)) {
            proceeding = true;
        }
    }

    private void read() {
        BodyInputStream in = request.inputIfAny();
        failedIfNotNull(in.readable(mayListen()));
        if (mayListen()) {
            failedIfNotNull(in.finished());
        }
    }

    private void wrote() {
        failedIfNotNull(request.response().streamIfAny().writable(mayListen()));
    }

    private void failedIfNotNull(Throwable thrown) {
        if (thrown != null) {
            failed(thrown);
        }
    }

    /** Whether what was written without blocking has left; if not, a WRITE will come. */
    private boolean isDrained() {
        BodyOutputStream out = request.response().streamIfAny();
        try {
            return out == null || out.drain();
        } catch (IOException e) {
            broken = true;
            return true;
        }
    }

    /** Dispatches or completes. @return whether the request ended */
    private boolean go() {
        proceeding = false;
        if (phase.get() == Phase.DISPATCHED) {
            redispatch();
            // an error is an event by now; listeners come before the end
            return error == null && phase.compareAndSet(Phase.IDLE, Phase.ENDED) && end();
        }
        phase.set(Phase.ENDED);
        return end();
    }

    private void redispatch() {
        exchange.timeout(Duration.ZERO, null);
        error = null;
        phase.set(Phase.IDLE);
        try {
            context.asyncDispatch(request, givenRequest, givenResponse, targetContext, targetPath);
        } catch (Throwable e) {
            failed(e);
        }
        starting = false;
    }

    private boolean end() {
        if (request.response().isErrorPending()) {
            context.asyncError(request, null); // sendError and then complete()
        }
        listeners.tell(this, null, AsyncListener::onComplete);
        try {
            request.end();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "The end of an asynchronous request failed", e);
            broken = true;
        }
        return true;
    }

    /** The path, relative to its context, of the request that startAsync was given. */
    static String pathOf(ServletRequest given) {
        if (given instanceof HttpServletRequest http) {
            return http.getRequestURI().substring(http.getContextPath().length());
        }
        return null;
    }
}
