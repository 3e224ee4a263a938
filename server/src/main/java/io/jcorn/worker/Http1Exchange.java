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

    /** No record: one is another only if it is the same. */
    private static final class Timeout {
        final long at;
        final Runnable task;

        Timeout(long at, Runnable task) {
            this.at = at;
            this.task = task;
        }
    }

    /** In the place of a timeout: the exchange is over, and there will be none. */
    private static final Timeout OVER = new Timeout(0, () -> {});

    private final Http1Connection connection;
    private final EndPoint endPoint;
    private final Worker worker;
    private final RequestHead head;
    private final Service service;
    private final Http1Response response;
    /** What the application writes to where responses may be compressed; null else. */
    private final GzipResponse gzip;

    private final Http1RequestBody body;
    private final ConnectionInfo client;
    private final long begun = System.nanoTime();
    private final AtomicReference<Timeout> timeout = new AtomicReference<>();
    private boolean persistent;
    /** Body bytes of an answer that was not the application's. */
    private int refusedBytes;

    Http1Exchange(Http1Connection connection, EndPoint endPoint, RequestHead head, Service service)
            throws HttpException {
        this.connection = connection;
        this.endPoint = endPoint;
        this.worker = endPoint.worker;
        this.head = head;
        this.service = service;
        this.response = new Http1Response(this);
        Compression compression = worker.compression();
        this.gzip = compression == null ? null : new GzipResponse(response, compression, head);
        this.body = new Http1RequestBody(this);
        this.client = worker.proxies().client(endPoint.peers, head);
    }

    // ---- the worker's side

    /** Runs the service on a thread that doesn't lead a loop. */
    @Override
    public void run() {
        if (serve() == Service.Outcome.DONE) {
            connection.giveBack();
        }
    }

    /**
     * Runs the service and, unless it was suspended, ends the response. Throws nothing, whatever the application does:
     * the caller may lead the event loop.
     */
    Service.Outcome serve() {
        worker.stats().begun();
        RequestThread thread = RequestThread.current();
        Cost cost = service.cost();
        boolean prefetched = body.isPrefetched();
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
        } catch (Throwable e) {
            outcome = Service.Outcome.DONE;
            failed(e);
        }
        if (thread != null) {
            thread.endService();
        }
        if (prefetched) {
            cost.took(System.nanoTime() - start);
        } else {
            worker.bodyThreads().release();
        }
        return outcome;
    }

    private void end() throws IOException {
        HttpException fault = body.failure();
        if (fault != null && !response.isCommitted()) {
            refuse(fault);
        } else {
            if (gzip != null) {
                gzip.end();
            }
            persistent = response.finish() && response.isPersistent();
        }
        ended();
    }

    /** Answers for a service that couldn't. */
    private void failed(Throwable e) {
        persistent = false;
        try {
            if (response.isCommitted() || (e instanceof IOException && !(e instanceof HttpException))) {
                LOG.log(Level.DEBUG, () -> "Ignoring connection error of " + endPoint.peers + ": " + e);
                connection.close();
            } else if (e instanceof HttpException fault) {
                refuse(fault);
            } else {
                LOG.log(Level.ERROR, "Error handling request " + head.method() + " " + head.target(), e);
                answer(500, Refusal.internalError(head));
            }
        } catch (IOException | RuntimeException again) {
            connection.close();
        }
        ended();
    }

    private void refuse(HttpException fault) throws IOException {
        LOG.log(Level.DEBUG, () -> "Invalid request from ip=" + endPoint.peers + ": " + fault.getMessage());
        answer(fault.error().status(), Refusal.of(fault.error(), head));
    }

    /** In the application's place. */
    private void answer(int status, Refusal refusal) throws IOException {
        response.head().status(status);
        refusedBytes = refusal.bodyBytes();
        endPoint.outbox.send(refusal.message());
    }

    private void ended() {
        if (release()) {
            worker.stats().served(response.head().status());
            worker.accessLog().served(this, System.nanoTime() - begun);
        }
    }

    /** @return false if it was over already */
    private boolean release() {
        if (timeout.getAndSet(OVER) == OVER) {
            return false;
        }
        response.release();
        if (gzip != null) {
            gzip.release();
        }
        return true;
    }

    /** Another worker answered, and its response went to the client, whose connection goes on or not. */
    void answeredElsewhere(boolean goesOn) {
        endElsewhere(goesOn);
        connection.giveBack();
    }

    /** Another worker answered, and the client won't get more than the part that it has. */
    void brokenOffElsewhere() {
        connection.close();
        endElsewhere(false);
    }

    private void endElsewhere(boolean goesOn) {
        persistent = goesOn;
        if (release()) {
            worker.stats().relayed();
        }
    }

    /** Another worker should have answered, and the client has got nothing of it. */
    void failedElsewhere(IOException reason) {
        failed(reason);
        connection.giveBack();
    }

    /** Looks after the exchange's timeouts. The leader's, about four times a second. */
    void sweep(long now) {
        Timeout due = timeout.get();
        if (due != null && due != OVER && now - due.at >= 0 && timeout.compareAndSet(due, null)) {
            execute(due.task);
        }
        body.sweep(now);
    }

    /** The exchange ended on a thread that leads no loop: whoever looks after its connection may go on. */
    void giveBack() {
        connection.giveBack();
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
        return endPoint.inbox;
    }

    Outbox outbox() {
        return endPoint.outbox;
    }

    Custody custody() {
        return endPoint.custody;
    }

    SpareArrays spareBodies() {
        return endPoint.loop.bodies;
    }

    Limits limits() {
        return worker.limits();
    }

    HeadEncoder encoder() {
        return worker.encoder();
    }

    ResponseFraming framing(ResponseHead of, long length) {
        return ResponseFraming.of(head, of, length, endPoint.mayGoOn() && !body.isRefused());
    }

    /** Tells the watchdog that this request isn't stuck. */
    void progress() {
        RequestThread thread = RequestThread.current();
        if (thread != null && thread.serving() == this) {
            thread.madeProgress(System.nanoTime());
        }
    }

    long bytesSent() {
        return response.sent() + refusedBytes;
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
        return gzip == null ? response : gzip;
    }

    @Override
    public ConnectionInfo connection() {
        return client;
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
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "Error in an asynchronous request", e);
                abort();
            } finally {
                if (thread != null) {
                    thread.endService();
                }
            }
        });
    }

    @Override
    public boolean afterTurn(Runnable task) {
        RequestThread thread = RequestThread.current();
        boolean inline = thread != null && thread.isInline();
        if (inline) {
            endPoint.loop.afterTurn(task);
        }
        return inline;
    }

    @Override
    public void finish() {
        if (timeout.get() == OVER) {
            return; // the connection is gone, or with another request
        }
        try {
            end();
        } catch (IOException | RuntimeException | Error e) {
            failed(e);
        }
        connection.giveBack();
    }

    @Override
    public void abort() {
        if (timeout.get() == OVER) {
            return;
        }
        persistent = false;
        connection.close();
        ended();
    }

    @Override
    public void timeout(Duration after, Runnable task) {
        // convert() stops at three centuries where toNanos() throws: some ask for Long.MAX_VALUE milliseconds
        long nanos = TimeUnit.NANOSECONDS.convert(after);
        Timeout next = task == null ? null : new Timeout(System.nanoTime() + nanos, task);
        timeout.updateAndGet(last -> last == OVER ? OVER : next);
    }

    @Override
    public boolean relay(String to, Runnable otherwise) {
        Relays relays = worker.relays();
        if (relays == null || endPoint.relayed || relays.isGone(to)) {
            return false;
        }
        endPoint.loop.giveBack(new RelayedRequest(endPoint, this, to, otherwise));
        return true;
    }

    @Override
    public void upgrade() throws IOException {
        body.upgrade();
        if (gzip != null) {
            gzip.leave();
        }
        response.upgrade();
    }
}
