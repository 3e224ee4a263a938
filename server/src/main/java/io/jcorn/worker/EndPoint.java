package io.jcorn.worker;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLEngine;

/**
 * Our end of a connection: the socket, TLS if it speaks it, what came in and what is to go out. {@link Custody} says to
 * whom it belongs; closing is for any thread and happens once.
 */
final class EndPoint {
    private static final Logger LOG = System.getLogger("jcorn.worker");

    final EventLoop loop;
    final Worker worker;
    final Transport transport;
    final Peers peers;
    final Inbox inbox;
    final Outbox outbox;
    final Custody custody;
    /** Whether another worker hands requests over by it. */
    final boolean relayed;
    /** By {@link System#nanoTime}. */
    final long opened = System.nanoTime();

    private final SocketChannel channel;
    private final Returned owner;
    private final AtomicBoolean closed = new AtomicBoolean();
    private SelectionKey key;
    /** How many it had, the one that is served included; written by the leader before that has it. */
    private long requests;

    /** @param owner whom the loop calls when a handshake's computation is done */
    EndPoint(EventLoop loop, SocketChannel channel, long id, boolean relayed, Returned owner) throws IOException {
        this.loop = loop;
        this.worker = loop.worker;
        this.channel = channel;
        this.relayed = relayed;
        this.owner = owner;
        SSLEngine engine = worker.tlsEngine(channel);
        this.transport =
                engine == null ? new PlainTransport(channel) : new TlsTransport(channel, engine, this::offload);
        this.peers = new Peers(id, channel, engine, worker.addressCounts());
        this.inbox = new Inbox(transport);
        this.outbox = new Outbox(channel, transport, worker.responseMemory());
        this.custody = new Custody(loop);
    }

    void register(SelectionKey registered) {
        key = registered;
        outbox.register(loop, registered);
        custody.register(registered);
    }

    /** Whether its client has no more connections than one may have. Once, when it is registered. */
    boolean mayStay() {
        return worker.addressCounts() == null || relayed || worker.proxies().isProxy(peers) || peers.enter();
    }

    /** What the selector found it ready for. Leader only. */
    int readyOps() {
        return key.readyOps();
    }

    void watchInput() {
        key.interestOpsOr(SelectionKey.OP_READ);
    }

    void leaveInput() {
        key.interestOpsAnd(~SelectionKey.OP_READ);
    }

    /** Reads what is there, without blocking: the number of bytes, or -1 at the end. Leader only. */
    int receive() throws IOException {
        if (!inbox.hasBuffer()) {
            inbox.useBuffer(loop.buffers.take());
        }
        return inbox.fill();
    }

    /** Gives the empty inbox's buffer to others. Leader only. */
    void rest() {
        if (inbox.hasBuffer()) {
            loop.buffers.release(inbox.takeBuffer());
        }
    }

    /** Has a handshake's computation done by another thread, and the owner called then; meanwhile nobody reads. */
    private void offload(Runnable task) {
        leaveInput();
        worker.handshakes().execute(() -> {
            try {
                if (!isClosed()) {
                    task.run();
                }
            } finally {
                loop.giveBack(owner);
            }
        });
    }

    /** A request begins. Leader only. */
    void countRequest() {
        requests++;
    }

    /** Whether no request has begun yet. */
    boolean isUnused() {
        return requests == 0;
    }

    /** Whether the client's connection may have another request after this one, as far as workers are concerned. */
    boolean mayGoOn() {
        if (relayed) {
            return !peers.isLastOfRelayed();
        }
        return requests < worker.limits().connectionRequests() && !worker.isDraining();
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Closes at once; whoever reads or writes gets an exception. @return false if it was closed already */
    boolean close() {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        try {
            if (outbox.isWaiting()) {
                // by a reset: the kernel would go on offering the client what its buffers hold, often some MiB
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "close failed: {0}", e.getMessage());
        }
        outbox.close();
        custody.close();
        peers.leave();
        loop.removed();
        loop.wakeup(); // a registered channel's descriptor is freed by the next select
        return true;
    }
}
