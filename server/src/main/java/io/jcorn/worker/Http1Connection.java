package io.jcorn.worker;

import io.jcorn.app.ConnectionInfo;
import io.jcorn.app.Service;
import io.jcorn.http.HeadParser;
import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * The story of one HTTP/1 connection: head, perhaps a small body, service, the rest of the response, and again.
 *
 * <pre>
 *  HEAD ──whole──► BODY ──whole, or larger than waits──► SERVICE ──ended──► TAIL ──sent──► HEAD
 *    └─────────────no body, or one that won't wait──────────▲                 └──► LINGER ──► CLOSED
 * </pre>
 *
 * Belongs to the leader of its loop, but in SERVICE to whoever holds the exchange: {@link Custody} says which. A leader's
 * method returns whether the caller leads still.
 */
final class Http1Connection implements ConnectionInfo {
    private static final Logger LOG = System.getLogger("jcorn.worker");

    private enum Phase {
        HEAD,
        BODY,
        SERVICE,
        TAIL,
        LINGER,
        CLOSED
    }

    /** What became of a request, for the leader. */
    private enum Next {
        /** The connection may have another request in its inbox. */
        AGAIN,
        /** The selector or the exchange's holder will come back to it. */
        WAIT,
        /** Another thread leads the loop by now. */
        LOST
    }

    /** What a client may still send of what nobody reads, before its connection is closed. */
    private static final int MAX_DISCARD_BYTES = 64 * 1024;

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** A connection that has been idle for so long has no request on its way: a drain may close it. */
    private static final long DRAIN_IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A chunked body that pauses for so long is given to the application as far as it came. */
    private static final long BODY_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Pipelined requests served in one go; then other connections have their turn. */
    private static final int MAX_PIPELINED = 16;

    private final EventLoop loop;
    private final Worker worker;
    private final SocketChannel channel;
    private final long id;
    private final HeadParser parser;
    private final RequestHead head = new RequestHead();
    private final Inbox inbox;
    private final Outbox outbox;
    private final Custody custody;
    private SelectionKey key;
    private volatile Http1Exchange exchange;
    private volatile Phase phase = Phase.HEAD;
    /** When the phase began, or the last byte of a body came. */
    private volatile long since = System.nanoTime();

    /** Whether a part of a head is here; then {@code head} isn't to be relied on. */
    private boolean headBegun;

    /** Whether a sweep has asked for another turn, which is still to come. */
    private boolean recalled;

    private long served;
    private int discarded;

    Http1Connection(EventLoop loop, SocketChannel channel, long id) {
        this.loop = loop;
        this.worker = loop.worker;
        this.channel = channel;
        this.id = id;
        this.parser = new HeadParser(worker.limits().head());
        this.inbox = new Inbox(channel);
        this.outbox = new Outbox(channel);
        this.custody = new Custody(loop);
    }

    void register(SelectionKey registered) {
        key = registered;
        outbox.register(loop, registered);
        custody.register(registered);
    }

    // ---- the leader's side

    /** The selector found the connection ready. */
    boolean ready() {
        try {
            int ops = key.readyOps();
            if ((ops & SelectionKey.OP_WRITE) != 0 && outbox.drain() && phase == Phase.TAIL) {
                return goOn(sent());
            }
            if ((ops & SelectionKey.OP_READ) != 0 && !custody.parkedInput()) {
                return readable();
            }
        } catch (IOException e) {
            drop(e);
        } catch (RuntimeException | Error e) {
            fault(e);
        }
        return true;
    }

    /** The exchange's holder has given the connection back, or it asked for another turn. */
    boolean returned() {
        try {
            recalled = false;
            custody.take();
            return switch (phase) {
                case SERVICE -> goOn(ended());
                case BODY -> goOn(dispatch());
                case HEAD -> goOn(Next.AGAIN);
                case TAIL, LINGER, CLOSED -> true;
            };
        } catch (IOException e) {
            drop(e);
        } catch (RuntimeException | Error e) {
            fault(e);
        }
        return true;
    }

    private boolean readable() throws IOException {
        switch (phase) {
            case HEAD -> {
                receive();
                return goOn(Next.AGAIN);
            }
            case BODY -> {
                since = System.nanoTime();
                return goOn(awaitBody());
            }
            case TAIL -> key.interestOpsAnd(~SelectionKey.OP_READ); // not before the response is sent
            case LINGER -> discard();
            case SERVICE, CLOSED -> {
                // somebody else's by now
            }
        }
        return true;
    }

    private int receive() throws IOException {
        if (!inbox.hasBuffer()) {
            inbox.useBuffer(loop.takeBuffer());
        }
        return inbox.fill();
    }

    /** Serves what is whole in the inbox. */
    private boolean goOn(Next next) throws IOException {
        for (int i = 0; next == Next.AGAIN; i++) {
            if (i == MAX_PIPELINED) {
                loop.giveBack(this);
                return true;
            }
            try {
                next = serveNext();
            } catch (HttpException e) {
                refuse(e);
                return true;
            }
        }
        return next != Next.LOST;
    }

    private Next serveNext() throws IOException {
        if (inbox.isEmpty()) {
            idle();
            return Next.WAIT;
        }
        boolean first = !headBegun;
        headBegun = true;
        int length = parser.parse(inbox.bytes(), inbox.start(), inbox.end(), head);
        if (length <= 0) {
            if (inbox.isEof()) {
                close();
            } else if (first) {
                since = System.nanoTime();
            }
            return Next.WAIT;
        }
        headBegun = false;
        inbox.consume(length);
        inbox.pin();
        served++;
        Service service = worker.application().route(head);
        exchange = new Http1Exchange(this, head, service);
        return head.hasBody() && !head.expectsContinue() ? awaitBody() : dispatch();
    }

    private void idle() {
        if (inbox.isEof()) {
            close();
        } else if (inbox.hasBuffer()) {
            loop.releaseBuffer(inbox.takeBuffer());
        }
    }

    /** Lets a small body come in here, so that a slow client holds no thread. */
    private Next awaitBody() throws IOException {
        if (exchange.requestBody().prefetch(worker.limits().bodyBuffer())) {
            return dispatch();
        }
        if (phase != Phase.BODY) {
            phase = Phase.BODY;
            since = System.nanoTime();
        }
        return Next.WAIT;
    }

    /** Finds the request a thread: this one, or this one while another takes the loop, or the next that is free. */
    private Next dispatch() throws IOException {
        Http1Exchange current = exchange;
        phase = Phase.SERVICE;
        custody.give();
        if (worker.runsInline(current)) {
            return runInline(current);
        }
        if (worker.virtualThreads() != null) {
            worker.virtualThreads().execute(current);
            return Next.WAIT;
        }
        if (worker.threads().tryLead(loop::run)) {
            current.run();
            return Next.LOST;
        }
        worker.threads().execute(current);
        return Next.WAIT;
    }

    private Next runInline(Http1Exchange current) throws IOException {
        RequestThread thread = RequestThread.current();
        long entered = loop.lead.enter();
        thread.inline(loop.lead, entered);
        Service.Outcome outcome = current.serve();
        thread.inline(null, 0);
        if (loop.lead.leave(entered)) {
            if (outcome == Service.Outcome.SUSPENDED) {
                return Next.WAIT;
            }
            custody.take();
            return ended();
        }
        current.cost().overstayed();
        if (outcome == Service.Outcome.DONE) {
            giveBack();
        }
        return Next.LOST;
    }

    /** The exchange is over, its response perhaps not yet sent. */
    private Next ended() throws IOException {
        if (outbox.isWaiting()) {
            phase = Phase.TAIL;
            since = System.nanoTime();
            return Next.WAIT;
        }
        return sent();
    }

    private Next sent() throws IOException {
        Http1Exchange past = exchange;
        exchange = null;
        key.interestOpsOr(SelectionKey.OP_READ);
        if (past.isPersistent() && past.requestBody().discard(MAX_DISCARD_BYTES)) {
            reset();
            return inbox.isEmpty() && !inbox.isEof() ? idleNow() : Next.AGAIN;
        }
        if (past.requestBody().isFinished() && inbox.isEmpty()) {
            close();
        } else {
            linger();
        }
        return Next.WAIT;
    }

    private Next idleNow() {
        idle();
        return Next.WAIT;
    }

    private void reset() {
        inbox.release();
        phase = Phase.HEAD;
        since = System.nanoTime();
    }

    /** Answers a request that no application sees, and closes. */
    private void refuse(HttpException e) throws IOException {
        HttpError error = e.error();
        LOG.log(Level.DEBUG, () -> "Invalid request from ip=" + peer() + ": " + e.getMessage());
        worker.stats().refused();
        exchange = null;
        ByteBuffer answer = Refusal.of(error, headBegun ? null : head);
        worker.accessLog().refused(this, error, answer.remaining());
        outbox.send(answer);
        linger();
    }

    /** Ends our direction and reads on for a while: closing with unread input would reset what the client hasn't read. */
    private void linger() throws IOException {
        phase = Phase.LINGER;
        since = System.nanoTime();
        inbox.release();
        if (!outbox.isWaiting()) {
            channel.shutdownOutput();
        }
        discard();
    }

    private void discard() throws IOException {
        while (true) {
            discarded += inbox.available();
            inbox.consume(inbox.available());
            if (discarded > MAX_DISCARD_BYTES || inbox.isEof()) {
                if (!outbox.isWaiting()) {
                    close();
                }
                return;
            }
            if (inbox.fill() <= 0 && !inbox.isEof()) {
                return;
            }
        }
    }

    /** Looks after the connection's time limits; about four times a second. */
    void sweep(long now) {
        if (recalled) {
            return;
        }
        Limits limits = worker.limits();
        if (outbox.isWaiting() && over(now - outbox.progressNanos(), limits.writeNanos())) {
            LOG.log(Level.DEBUG, () -> "closed a connection of " + peer() + ": it took nothing of its response");
            close();
            return;
        }
        long age = now - since;
        switch (phase) {
            case HEAD -> sweepHead(age, limits);
            case BODY -> sweepBody(age, limits);
            case SERVICE -> {
                Http1Exchange current = exchange;
                if (current != null) {
                    current.sweep(now);
                }
            }
            case LINGER -> {
                if (age > LINGER_NANOS) {
                    close();
                }
            }
            case TAIL, CLOSED -> {
                // the write timeout is enough
            }
        }
    }

    private void sweepHead(long age, Limits limits) {
        if (!headBegun) {
            long limit = served == 0 ? limits.headNanos() : limits.keepAliveNanos();
            if (over(age, limit) || (worker.isDraining() && age > DRAIN_IDLE_NANOS)) {
                closeIdle();
            }
        } else if (over(age, limits.headNanos())) {
            refuseLate(HttpError.HEAD_TIMEOUT);
        }
    }

    /** Looks once more before it closes: a request that came since the selector last looked would get a reset. */
    private void closeIdle() {
        try {
            if (receive() > 0) {
                recall();
            } else {
                close();
            }
        } catch (IOException e) {
            drop(e);
        }
    }

    private void sweepBody(long age, Limits limits) {
        if (over(age, limits.bodyNanos())) {
            refuseLate(HttpError.BODY_TIMEOUT);
        } else if (head.isChunked() && age > BODY_PAUSE_NANOS) {
            recall();
        }
    }

    private void recall() {
        recalled = true;
        loop.giveBack(this);
    }

    private void refuseLate(HttpError error) {
        try {
            refuse(new HttpException(error));
        } catch (IOException e) {
            drop(e);
        }
    }

    private static boolean over(long age, long limit) {
        return limit > 0 && age > limit;
    }

    private void drop(IOException e) {
        LOG.log(Level.DEBUG, () -> "connection of " + peer() + " broke: " + e);
        close();
    }

    private void fault(Throwable e) {
        LOG.log(Level.ERROR, "fault in a connection; it is closed, the others go on", e);
        close();
    }

    // ---- the exchange holder's side

    Worker worker() {
        return worker;
    }

    Inbox inbox() {
        return inbox;
    }

    Outbox outbox() {
        return outbox;
    }

    Custody custody() {
        return custody;
    }

    /** The exchange ended on a thread that doesn't lead: the connection goes back to the loop, waking it only if it must. */
    void giveBack() {
        Http1Exchange past = exchange;
        if (past.isPersistent()
                && past.requestBody().isFinished()
                && !outbox.isWaiting()
                && inbox.isEmpty()
                && !inbox.isEof()) {
            exchange = null;
            reset();
            if (custody.returned()) {
                return; // the loop still watches it
            }
        }
        loop.giveBack(this);
    }

    /** Closes at once, from any thread; whoever reads or writes gets an exception. */
    void close() {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CLOSED;
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "close failed: {0}", e.getMessage());
        }
        outbox.close();
        custody.close();
        loop.removed();
        loop.wakeup(); // a registered channel's descriptor is freed by the next select
    }

    // ---- what an application may know of it

    @Override
    public long id() {
        return id;
    }

    @Override
    public SocketAddress remoteAddress() {
        try {
            return channel.getRemoteAddress();
        } catch (IOException e) {
            return null; // closed
        }
    }

    @Override
    public SocketAddress localAddress() {
        try {
            return channel.getLocalAddress();
        } catch (IOException e) {
            return null; // closed
        }
    }

    @Override
    public boolean secure() {
        return false;
    }

    String peer() {
        return String.valueOf(remoteAddress());
    }
}
