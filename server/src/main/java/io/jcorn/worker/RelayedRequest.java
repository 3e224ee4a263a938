package io.jcorn.worker;

import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.http.ResponseScanner;
import io.jcorn.relay.RelayHeader;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/**
 * A request that another worker serves, and the way of its bytes: head and body to that worker, the response back to the
 * client as it is.
 *
 * <pre>
 *  NEW ──► OFFERED ──TAKEN──► TAKEN ──101──► SWITCHED ──► OVER
 *             │                 └──response whole──────────▲
 *             └──ended untaken: a new connection, else the caller serves it
 * </pre>
 *
 * Before the other worker says that it has taken the request nothing of the body is read, so that the request is whole
 * for somebody else, and nothing the other worker has done is done twice. The loop leader's.
 */
final class RelayedRequest implements Returned {
    private enum State {
        NEW,
        OFFERED,
        TAKEN,
        SWITCHED,
        OVER
    }

    private static final Logger LOG = System.getLogger("jcorn.worker");

    private final EndPoint client;
    private final EventLoop loop;
    private final Http1Exchange exchange;
    private final String worker;
    private final Runnable otherwise;
    private final ResponseScanner scanner;

    private State state = State.NEW;
    private RelayLink link;
    /** Whether the other worker may have closed the link before it could see the request. */
    private boolean linkIsOld;
    /** What the client sends, from when the other worker has taken the request. */
    private RelayedBody body;
    /** Whether the client has got something. */
    private boolean begun;

    RelayedRequest(EndPoint client, Http1Exchange exchange, String worker, Runnable otherwise) {
        this.client = client;
        this.loop = client.loop;
        this.exchange = exchange;
        this.worker = worker;
        this.otherwise = otherwise;
        this.scanner = new ResponseScanner(exchange.request().isHead());
    }

    /** It begins; or the client sent something, took what waited for it or is gone. */
    @Override
    public boolean returned() {
        try {
            switch (state) {
                case NEW -> offer(loop.links().take(worker));
                case TAKEN, SWITCHED -> {
                    if (client.isClosed()) {
                        throw new IOException("the client is gone");
                    }
                    if (!exchange.outbox().isWaiting()) {
                        link.watch();
                    }
                    pump();
                }
                case OFFERED, OVER -> {
                    // nothing of the client's counts now
                }
            }
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fault(e);
        }
        return true;
    }

    /** @param used a connection that was used before; null to make one */
    private void offer(RelayLink used) throws IOException {
        linkIsOld = used != null;
        link = used != null ? used : connect();
        if (link == null) {
            decline();
            return;
        }
        state = State.OFFERED;
        link.use(this);
        Peers peers = client.peers;
        byte[] header = RelayHeader.of(peers, loop.worker.relays().idForOthers(peers.id()), !client.mayGoOn())
                .toBytes();
        ByteBuffer head = exchange.request().bytes();
        ByteBuffer offer = ByteBuffer.allocate(header.length + head.remaining());
        link.send(offer.put(header).put(head).flip());
    }

    private RelayLink connect() throws IOException {
        try {
            return loop.links().connect(worker);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Worker " + worker + " can't be handed a request: " + e.getMessage());
            throw new HttpException(HttpError.WORKER_FULL);
        }
    }

    /** The other worker has closed the connection, or it broke. */
    void linkEnded() {
        try {
            switch (state) {
                case OFFERED -> {
                    if (linkIsOld) {
                        offer(null);
                    } else {
                        decline();
                    }
                }
                case TAKEN -> {
                    if (!scanner.endsWithConnection()) {
                        throw new HttpException(HttpError.WORKER_GONE);
                    }
                    over(false);
                }
                case SWITCHED -> over(false);
                case NEW, OVER -> {
                    // no affair of this request
                }
            }
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    /** The other worker is gone and hasn't begun. */
    private void decline() {
        state = State.OVER;
        exchange.execute(otherwise);
    }

    /** Something came from the other worker, in an array that goes on being used unless it is kept. */
    void received(byte[] bytes, int count) {
        try {
            int at = 0;
            if (state == State.OFFERED) {
                at = bytes[0] == RelayHeader.TAKEN ? 1 : 0;
                taken();
            }
            if (at < count) {
                response(bytes, at, count);
            }
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    private void taken() throws IOException {
        state = State.TAKEN;
        body = new RelayedBody(exchange, link, this::toLeader);
        pump();
    }

    private void toLeader(Runnable task) {
        loop.giveBack(() -> {
            task.run();
            return returned();
        });
    }

    private void pump() throws IOException {
        if (!link.isWaiting()) {
            body.pump();
        }
    }

    /** What the link had left has been sent. */
    void sent() {
        if (state == State.TAKEN || state == State.SWITCHED) {
            returned();
        }
    }

    private void response(byte[] bytes, int start, int end) throws IOException {
        int at = start;
        if (state == State.TAKEN) {
            at += scanner.scan(bytes, at, end);
            if (scanner.isSwitched()) {
                state = State.SWITCHED;
                body.switched();
                at = end;
            }
        } else {
            at = end;
        }
        pass(ByteBuffer.wrap(bytes, start, at - start));
        if (scanner.isOver()) {
            over(scanner.isPersistent() && at == end);
        } else {
            pump();
        }
    }

    private void pass(ByteBuffer part) throws IOException {
        begun = true;
        Outbox outbox = exchange.outbox();
        outbox.send(part);
        if (outbox.isWaiting()) {
            loop.links().inputIsKept();
            link.pause();
            outbox.onWritable(() -> loop.giveBack(this));
        }
    }

    private void over(boolean goesOn) {
        state = State.OVER;
        if (goesOn && body.isSent()) {
            link.release();
        } else {
            link.close();
        }
        exchange.answeredElsewhere(goesOn);
    }

    private void fault(Throwable e) {
        LOG.log(Level.ERROR, "fault in a request that another worker has; it is broken off, the others go on", e);
        fail(new IOException(e));
    }

    /** It can't go on; the client is told if it has got nothing yet. */
    private void fail(IOException reason) {
        if (state == State.OVER) {
            return;
        }
        LOG.log(Level.DEBUG, () -> "a request that worker " + worker + " has is broken off: " + reason.getMessage());
        state = State.OVER;
        if (link != null) {
            link.close();
        }
        if (begun) {
            exchange.brokenOffElsewhere();
        } else {
            exchange.failedElsewhere(reason);
        }
    }

    /** A drain ends what would go on by itself: the other worker sees the client leave. */
    void sweep() {
        if (state == State.SWITCHED && loop.worker.isDraining()) {
            try {
                link.shutdownOutput();
            } catch (IOException e) {
                fail(e);
            }
        }
    }
}
