package io.jcorn.worker;

import io.jcorn.app.Service;
import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import io.jcorn.relay.RelayHeader;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;

/**
 * The story of one HTTP/1 connection: head, perhaps a small body, service, the rest of the response, and again.
 *
 * <pre>
 *  HEAD ──whole──► BODY ──whole, or larger than waits──► SERVICE ──ended──► TAIL ──sent──► HEAD
 *    └─────────────no body, or one that won't wait──────────▲                 └──► LINGER ──► (closed)
 * </pre>
 *
 * Belongs to the leader of its loop, but in SERVICE to whoever holds the exchange: {@link Custody} says which. A leader's
 * method returns whether the caller leads still. Closing is for any thread and happens once; who finds the connection
 * closed leaves it alone, whatever its phase.
 */
final class Http1Connection implements Watched, Returned {
    private static final Logger LOG = System.getLogger("jcorn.worker");

    /** What became of a request, for the leader. */
    private enum Next {
        /** The connection may have another request in its inbox. */
        AGAIN,
        /** The selector or the exchange's holder will come back to it. */
        WAIT,
        /** Another thread leads the loop by now. */
        LOST
    }

    /** What is read of a body that the application left, so that the connection can go on. */
    private static final int MAX_DISCARD_BYTES = 64 * 1024;
    /** Pipelined requests served in one go; then other connections have their turn. */
    private static final int MAX_PIPELINED = 16;

    private final EndPoint endPoint;
    private final Worker worker;
    private final Inbox inbox;
    private final Outbox outbox;
    private final HeadReader reader;
    private volatile Http1Exchange exchange;
    private volatile Phase phase = Phase.HEAD;
    /** When the phase began, or the last byte of a body came. */
    private volatile long since;

    /** In BODY: nothing more of it will come in before a thread reads it. */
    private boolean waitsForThread;

    /** Whether another turn was asked for and is still to come; nothing is read before. */
    private boolean recalled;

    private LingeringClose lingering;

    Http1Connection(EventLoop loop, SocketChannel channel, long id, boolean relayed) throws IOException {
        this.endPoint = new EndPoint(loop, channel, id, relayed, this);
        this.since = endPoint.opened;
        this.worker = endPoint.worker;
        this.inbox = endPoint.inbox;
        this.outbox = endPoint.outbox;
        Preface preface =
                relayed ? new RelayPreface(endPoint.peers) : worker.proxies().preface(endPoint.peers);
        this.reader = new HeadReader(inbox, worker.limits().head(), preface);
    }

    /** Begins, unless its client has too many others. */
    void begin(SelectionKey registered) {
        endPoint.register(registered);
        if (!endPoint.mayStay()) {
            LOG.log(Level.DEBUG, () -> "closed a connection of " + endPoint.peers + ": it has too many");
            close();
        }
    }

    // ---- the leader's side

    @Override
    public boolean ready() {
        try {
            int ops = endPoint.readyOps();
            if ((ops & SelectionKey.OP_WRITE) != 0 && outbox.drain()) {
                if (phase == Phase.TAIL) {
                    return goOn(sent());
                }
                if (phase == Phase.LINGER) {
                    lingerOn();
                }
            }
            return (ops & SelectionKey.OP_READ) == 0 || recalled || endPoint.custody.parkedInput() || readable();
        } catch (IOException | RuntimeException | Error e) {
            fault(e);
            return true;
        }
    }

    /** The exchange's holder has given the connection back, or it asked for another turn. */
    @Override
    public boolean returned() {
        try {
            recalled = false;
            endPoint.custody.take();
            return switch (phase) {
                case SERVICE -> goOn(ended());
                case BODY -> readable();
                case HEAD -> {
                    endPoint.transport.resume();
                    yield goOn(Next.AGAIN);
                }
                case TAIL, LINGER -> true;
            };
        } catch (IOException | RuntimeException | Error e) {
            fault(e);
            return true;
        }
    }

    private boolean readable() throws IOException {
        switch (phase) {
            case HEAD -> {
                endPoint.receive();
                return goOn(Next.AGAIN);
            }
            case BODY -> {
                if (!waitsForThread) {
                    since = System.nanoTime();
                    return goOn(awaitBody());
                }
                endPoint.leaveInput();
            }
            case TAIL -> endPoint.leaveInput(); // not before the response is sent
            case LINGER -> lingerOn();
            case SERVICE -> {
                // somebody else's by now
            }
        }
        return true;
    }

    /** Serves what is whole in the inbox. */
    private boolean goOn(Next first) throws IOException {
        Next next = first;
        for (int i = 0; next == Next.AGAIN; i++) {
            if (i == MAX_PIPELINED) {
                recall();
                return true;
            }
            next = serveNext();
        }
        return next != Next.LOST;
    }

    private Next serveNext() throws IOException {
        if (inbox.hasMore()) {
            endPoint.receive();
        }
        if (inbox.isEmpty()) {
            idle();
            return Next.WAIT;
        }
        boolean first = !reader.isBegun();
        if (!reader.read()) {
            if (inbox.isEof()) {
                close();
            } else if (first) {
                since = System.nanoTime();
            }
            return inbox.hasMore() ? Next.AGAIN : Next.WAIT;
        }
        RequestHead head = reader.head();
        if (endPoint.relayed && worker.refusesRelays()) {
            close(); // untaken: the other worker serves it
            return Next.WAIT;
        }
        endPoint.countRequest();
        Service service = worker.application().route(head);
        if (endPoint.relayed) {
            outbox.send(ByteBuffer.wrap(new byte[] {RelayHeader.TAKEN}));
        }
        exchange = new Http1Exchange(this, endPoint, head, service);
        return head.hasBody() ? awaitBody() : dispatch();
    }

    private void idle() {
        if (inbox.isEof()) {
            leave();
        } else {
            endPoint.rest();
        }
    }

    /** Lets a small body, or the beginning of a large one, come in here: a slow client holds no thread for so long. */
    private Next awaitBody() throws IOException {
        if (!exchange.requestBody().prefetch(worker.limits().bodyBuffer())) {
            beginBody(false);
            return Next.WAIT;
        }
        if (exchange.requestBody().isPrefetched() || worker.bodyThreads().take(this)) {
            return dispatch();
        }
        beginBody(true);
        return Next.WAIT;
    }

    private void beginBody(boolean untilThread) {
        if (phase != Phase.BODY) {
            since = System.nanoTime();
            phase = Phase.BODY;
        }
        waitsForThread = untilThread;
        if (untilThread) {
            endPoint.leaveInput();
        }
    }

    /** A thread that {@link BodyThreads} had not is this request's. From any thread. */
    void threadIsFree() {
        endPoint.loop.giveBack(this::beginService);
    }

    private boolean beginService() {
        if (phase != Phase.BODY || endPoint.isClosed()) {
            worker.bodyThreads().release(); // it has been refused meanwhile
            return true;
        }
        try {
            endPoint.custody.take();
            return goOn(dispatch());
        } catch (IOException | RuntimeException | Error e) {
            if (phase == Phase.BODY) {
                worker.bodyThreads().release();
            }
            fault(e);
            return true;
        }
    }

    private Next dispatch() throws IOException {
        phase = Phase.SERVICE;
        endPoint.custody.give();
        return switch (endPoint.loop.dispatcher.dispatch(exchange)) {
            case SERVED -> {
                endPoint.custody.take();
                yield ended();
            }
            case ELSEWHERE -> Next.WAIT;
            case REFUSED -> {
                endPoint.custody.take();
                if (!exchange.requestBody().isPrefetched()) {
                    worker.bodyThreads().release();
                }
                refuse(new HttpException(HttpError.OVERLOADED));
                yield Next.WAIT;
            }
            case LEAD_LOST -> Next.LOST;
        };
    }

    /** The exchange is over, its response perhaps not yet sent. */
    private Next ended() throws IOException {
        if (endPoint.isClosed()) {
            return Next.WAIT;
        }
        if (outbox.isWaiting()) {
            since = System.nanoTime();
            phase = Phase.TAIL;
            return Next.WAIT;
        }
        return sent();
    }

    private Next sent() throws IOException {
        Http1Exchange past = exchange;
        exchange = null;
        endPoint.watchInput();
        past.requestBody().release();
        if (past.isPersistent() && past.requestBody().discard(MAX_DISCARD_BYTES)) {
            reset();
            if (!inbox.isEmpty() || inbox.isEof() || inbox.hasMore()) {
                return Next.AGAIN;
            }
            idle();
        } else if (past.requestBody().isFinished() && inbox.isEmpty()) {
            leave();
        } else {
            linger();
        }
        return Next.WAIT;
    }

    private void reset() {
        inbox.release();
        since = System.nanoTime(); // before the phase: the leader may sweep while a holder is here
        phase = Phase.HEAD;
    }

    /** Answers a request that no application sees, and closes. */
    private void refuse(HttpException e) throws IOException {
        HttpError error = e.error();
        LOG.log(Level.DEBUG, () -> "Invalid request from ip=" + endPoint.peers + ": " + e.getMessage());
        worker.stats().refused();
        if (exchange != null) {
            exchange.requestBody().release();
            exchange = null;
        }
        Refusal answer = Refusal.of(error, reader.head());
        worker.accessLog().refused(endPoint.peers, reader.head(), error, answer.bodyBytes());
        outbox.send(answer.message());
        linger();
    }

    private void linger() throws IOException {
        phase = Phase.LINGER;
        lingering = new LingeringClose(endPoint.transport, inbox, System.nanoTime());
        lingerOn();
    }

    private void lingerOn() throws IOException {
        if (outbox.isWaiting()) {
            endPoint.leaveInput(); // first things first
        } else if (lingering.proceed(System.nanoTime())) {
            close();
        } else {
            endPoint.watchInput();
        }
    }

    /**
     * Looks after the connection's time limits; about four times a second.
     *
     * @param awake see {@link Sweep}
     */
    @Override
    public void sweep(long now, long awake) {
        if (recalled) {
            return;
        }
        Phase current = phase; // before since: a holder who makes ready for the next request writes them the other way
        try {
            sweep(current, new Sweep(worker.limits(), now, awake, since));
        } catch (IOException | RuntimeException | Error e) {
            fault(e);
        }
    }

    private void sweep(Phase current, Sweep sweep) throws IOException {
        if (outbox.isWaiting() && sweep.isWriteOverdue(outbox.progressNanos())) {
            LOG.log(
                    Level.DEBUG,
                    () -> "closed a connection of " + endPoint.peers + ": it took nothing of its response");
            close();
            return;
        }
        if (outbox.isWaiting() && outbox.isTooSlow(sweep.now(), worker.limits())) {
            LOG.log(
                    Level.DEBUG,
                    () -> "closed a connection of " + endPoint.peers + ": it took too little of its response");
            close();
            return;
        }
        switch (current) {
            case HEAD -> sweepHead(sweep);
            case BODY -> sweepBody(sweep);
            case SERVICE -> {
                Http1Exchange served = exchange;
                if (served != null) {
                    served.sweep(sweep.now());
                }
            }
            case LINGER -> {
                if (!outbox.isWaiting() && lingering.isOver(sweep.now(), sweep.awake(), worker.isDraining())) {
                    close();
                }
            }
            case TAIL -> {
                // the write timeout is enough
            }
        }
    }

    private void sweepHead(Sweep sweep) throws IOException {
        if (endPoint.transport.isHandshaking()) {
            since = sweep.now(); // the time for the first head begins behind it
            if (sweep.isHandshakeOverdue(endPoint.opened)) {
                closeIdle();
            }
        } else if (!reader.isBegun()) {
            endPoint.transport.rest();
            if (sweep.isIdleOverdue(endPoint.isUnused(), worker.isDraining())) {
                closeIdle();
            }
        } else if (sweep.isHeadOverdue()) {
            refuse(new HttpException(HttpError.HEAD_TIMEOUT));
        }
    }

    private void sweepBody(Sweep sweep) throws IOException {
        boolean slow = !waitsForThread && exchange.requestBody().isTooSlow(sweep.now() - exchange.begun());
        if (sweep.isBodyOverdue() || slow) {
            refuse(new HttpException(waitsForThread ? HttpError.NO_THREAD : HttpError.BODY_TIMEOUT));
        } else if (!waitsForThread && reader.head().isChunked() && sweep.isBodyPaused()) {
            giveFree();
        }
    }

    /** The application may want what there is of the body before the client sends more; if no thread is free, it may not. */
    private void giveFree() {
        if (worker.bodyThreads().takeFree()) {
            beginBody(true);
            threadIsFree();
        }
    }

    /** Looks once more before it closes: a request that came since the selector last looked would get a reset. */
    private void closeIdle() throws IOException {
        if (endPoint.receive() > 0) {
            recall();
        } else {
            leave();
        }
    }

    private void recall() {
        recalled = true;
        endPoint.loop.giveBack(this);
    }

    /** Nobody waits for anything. */
    private void leave() {
        endPoint.transport.goodbye();
        close();
    }

    /** Something went wrong on the leader: it is this connection's end, and nobody else's. */
    private void fault(Throwable e) {
        if (e instanceof HttpException wrong && !endPoint.isClosed()) {
            try {
                refuse(wrong);
                return;
            } catch (IOException | RuntimeException again) {
                LOG.log(Level.DEBUG, () -> "connection of " + endPoint.peers + " broke: " + again);
            }
        } else if (e instanceof IOException || e instanceof CancelledKeyException) {
            LOG.log(Level.DEBUG, () -> "connection of " + endPoint.peers + " broke: " + e);
            if (e instanceof SSLException && farewell()) {
                return;
            }
        } else {
            LOG.log(Level.ERROR, "fault in a connection; it is closed, the others go on", e);
        }
        close();
    }

    /** Lets the alert of a TLS connection that failed reach the client; false if the connection has gone. */
    private boolean farewell() {
        try {
            linger();
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    // ---- the exchange holder's side

    /**
     * The exchange ended on a thread that doesn't lead: the connection goes back to the loop, waking it only if it must.
     * Throws nothing: a fault that came out of here would look like one of the leader's, and its loop would have two.
     */
    void giveBack() {
        try {
            if (!rest()) {
                endPoint.loop.giveBack(this);
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "fault in a connection; it is closed, the others go on", e);
            close();
        }
    }

    /** Makes ready for the next request, if all of the last one is done; true if the loop watches for it already. */
    private boolean rest() {
        Http1Exchange past = exchange;
        boolean done = past.isPersistent()
                && past.requestBody().isFinished()
                && !outbox.isWaiting()
                && inbox.isEmpty()
                && !inbox.isEof()
                && !inbox.hasMore();
        if (!done) {
            return false;
        }
        exchange = null;
        reset();
        return endPoint.custody.returned();
    }

    /** Closes at once, from any thread; whoever reads or writes gets an exception. */
    @Override
    public void close() {
        if (endPoint.close()) {
            worker.bodyThreads().forget(this);
        }
    }
}
