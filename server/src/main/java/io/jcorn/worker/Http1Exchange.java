package io.jcorn.worker;

import io.jcorn.app.ConnectionInfo;
import io.jcorn.app.Cost;
import io.jcorn.app.Exchange;
import io.jcorn.app.RequestBody;
import io.jcorn.app.Response;
import io.jcorn.app.Service;
import io.jcorn.http.HeadEncoder;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import io.jcorn.http.ResponseFraming;
import io.jcorn.http.ResponseHead;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request of a connection and its response: what a service is given. Belongs to its holder, who is the thread that
 * runs {@link #serve} or, once suspended, whoever will call {@link #finish}; only {@link #sweep} is the loop leader's.
 */
final class Http1Exchange implements Exchange, Runnable {
    private static final Logger LOG = System.getLogger("jcorn.worker");

    private record Timeout(long at, Runnable task) {}

    private final Http1Connection connection;
    private final Worker worker;
    private final RequestHead head;
    private final Service service;
    private final Http1Response response;
    private final Http1RequestBody body;
    private final long begun = System.nanoTime();
    private final AtomicReference<Timeout> timeout = new AtomicReference<>();
    private boolean persistent;

    Http1Exchange(Http1Connection connection, RequestHead head, Service service) throws HttpException {
        this.connection = connection;
        this.worker = connection.worker();
        this.head = head;
        this.service = service;
        this.response = new Http1Response(this);
        this.body = new Http1RequestBody(this);
        worker.stats().begun();
    }

    // ---- the worker's side

    /** Runs the service on a thread that doesn't lead a loop. */
    @Override
    public void run() {
        if (serve() == Service.Outcome.DONE) {
            connection.giveBack();
        }
    }

    /** Runs the service and, unless it was suspended, ends the response. */
    Service.Outcome serve() {
        RequestThread thread = RequestThread.current();
        Cost cost = service.cost();
        boolean counts = body.isPrefetched();
        long start = System.nanoTime();
        if (thread != null) {
            thread.beginService(this, start);
        }
        Service.Outcome outcome = Service.Outcome.DONE;
        try {
            outcome = service.serve(this);
            if (outcome == Service.Outcome.DONE) {
                end();
            }
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            failed(e);
        }
        if (thread != null) {
            thread.endService();
        }
        if (counts) {
            cost.took(System.nanoTime() - start);
        }
        return outcome;
    }

    private void end() throws IOException {
        HttpException fault = body.failure();
        if (fault != null && !response.isCommitted()) {
            refuse(fault);
        } else {
            persistent = response.finish() && response.isPersistent();
        }
        ended();
    }

    /** Answers for a service that couldn't. */
    private void failed(Throwable e) {
        persistent = false;
        try {
            if (response.isCommitted() || (e instanceof IOException && !(e instanceof HttpException))) {
                LOG.log(Level.DEBUG, () -> "Ignoring connection error of " + connection.peer() + ": " + e);
                connection.close();
            } else if (e instanceof HttpException fault) {
                refuse(fault);
            } else {
                LOG.log(Level.ERROR, "Error handling request " + head.method() + " " + head.target(), e);
                connection.outbox().send(Refusal.internalError(head));
            }
        } catch (IOException again) {
            connection.close();
        }
        ended();
    }

    private void refuse(HttpException fault) throws IOException {
        LOG.log(Level.DEBUG, () -> "Invalid request from ip=" + connection.peer() + ": " + fault.getMessage());
        response.head().status(fault.error().status());
        connection.outbox().send(Refusal.of(fault.error(), head));
    }

    private void ended() {
        timeout.lazySet(null);
        worker.stats().served(response.head().status());
        worker.accessLog().served(this, System.nanoTime() - begun);
    }

    /** Looks after the exchange's timeouts. The leader's, about four times a second. */
    void sweep(long now) {
        Timeout due = timeout.get();
        if (due != null && now - due.at >= 0 && timeout.compareAndSet(due, null)) {
            execute(due.task);
        }
        body.sweep(now);
    }

    /** Whether another request may follow on the connection. Known when the exchange has ended. */
    boolean isPersistent() {
        return persistent;
    }

    Cost cost() {
        return service.cost();
    }

    Http1RequestBody requestBody() {
        return body;
    }

    Inbox inbox() {
        return connection.inbox();
    }

    Outbox outbox() {
        return connection.outbox();
    }

    Custody custody() {
        return connection.custody();
    }

    Limits limits() {
        return worker.limits();
    }

    HeadEncoder encoder() {
        return worker.encoder();
    }

    ResponseFraming framing(ResponseHead of, long length) {
        return ResponseFraming.of(head, of, length, !worker.isDraining() && !body.isRefused());
    }

    /** Tells the watchdog that this request isn't stuck. */
    void progress() {
        RequestThread thread = RequestThread.current();
        if (thread != null && thread.serving() == this) {
            thread.madeProgress(System.nanoTime());
        }
    }

    long bytesSent() {
        return response.sent();
    }

    /** By {@link System#nanoTime}. */
    long begun() {
        return begun;
    }

    // ---- the application's side

    @Override
    public RequestHead request() {
        return head;
    }

    @Override
    public RequestBody body() {
        return body;
    }

    @Override
    public Response response() {
        return response;
    }

    @Override
    public ConnectionInfo connection() {
        return connection;
    }

    @Override
    public void execute(Runnable task) {
        worker.execute(() -> {
            RequestThread thread = RequestThread.current();
            if (thread != null) {
                thread.beginService(this, System.nanoTime());
            }
            try {
                task.run();
            } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                LOG.log(Level.ERROR, "Error in an asynchronous request", e);
                connection.close();
            } finally {
                if (thread != null) {
                    thread.endService();
                }
            }
        });
    }

    @Override
    public void finish() {
        try {
            end();
        } catch (IOException e) {
            failed(e);
        }
        connection.giveBack();
    }

    @Override
    public void abort() {
        persistent = false;
        connection.close();
        ended();
    }

    @Override
    public void timeout(Duration after, Runnable task) {
        // convert() stops at three centuries where toNanos() throws: some ask for Long.MAX_VALUE milliseconds
        long nanos = TimeUnit.NANOSECONDS.convert(after);
        timeout.set(task == null ? null : new Timeout(System.nanoTime() + nanos, task));
    }

    @Override
    public void upgrade() throws IOException {
        body.upgrade();
        response.upgrade();
    }
}
