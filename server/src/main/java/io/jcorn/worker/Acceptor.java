package io.jcorn.worker;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * Accepts connections for one event loop from the listeners that all workers share.
 *
 * <p>Accepts only with room to serve: at {@code worker_connections} the listeners are left to the siblings until
 * connections have gone. Belongs to the loop's leader; only {@link #close} comes from elsewhere.
 */
final class Acceptor {
    private static final Logger LOG = System.getLogger("jcorn.worker");

    /** Connections taken in one go; then those that are open have their turn. */
    private static final int BATCH = 64;
    /** What is taken out of the kernel's queue at the end: a drain that a flood could keep up would be none. */
    private static final int LAST_BATCH = 2048;

    private final List<ServerSocketChannel> listeners;
    private final int maxConnections;
    private final boolean relays;
    private boolean accepting;
    /** Left the listeners for want of room, and not for a failure, after which a sweep is the pause. */
    private boolean full;

    private volatile boolean closed;
    private volatile boolean closing;

    Acceptor(List<ServerSocketChannel> listeners, int maxConnections) {
        this(listeners, maxConnections, false);
    }

    private Acceptor(List<ServerSocketChannel> listeners, int maxConnections, boolean relays) {
        this.listeners = listeners;
        this.maxConnections = maxConnections;
        this.relays = relays;
    }

    /** Of connections by which other workers hand over requests: they bound their number by that of their own. */
    static Acceptor ofRelays(ServerSocketChannel listener) {
        return new Acceptor(List.of(listener), Integer.MAX_VALUE, true);
    }

    /** A listener is ready. */
    void accept(EventLoop loop, SelectionKey key) {
        boolean more = accept(loop, (ServerSocketChannel) key.channel(), BATCH);
        full = loop.connections() >= maxConnections;
        if (!more || full) {
            key.interestOps(0);
            accepting = false;
        }
    }

    /** @return false if accepting failed: without a pause, a worker out of descriptors would try again at once, for ever */
    private boolean accept(EventLoop loop, ServerSocketChannel listener, int batch) {
        for (int i = 0; i < batch && loop.connections() < maxConnections; i++) {
            SocketChannel channel = null;
            try {
                channel = listener.accept();
                if (channel == null) {
                    return true;
                }
                channel.configureBlocking(false);
                loop.add(channel, relays);
            } catch (IOException e) {
                // the peer left before it was accepted, or no descriptor is left: the others go on either way
                LOG.log(channel == null ? Level.WARNING : Level.DEBUG, "accept failed: {0}", e.getMessage());
                close(channel);
                return channel != null;
            }
        }
        return true;
    }

    /** Joins the listeners when there is room, leaves them when the worker drains. */
    void sweep(EventLoop loop, Selector selector) {
        if (closing) {
            leave(loop);
        } else if (!accepting && loop.connections() < maxConnections) {
            join(selector);
        }
    }

    /** Joins the listeners as soon as there is room again. */
    void resume(EventLoop loop, Selector selector) {
        if (full && !closing && loop.connections() < maxConnections) {
            join(selector);
        }
    }

    private void join(Selector selector) {
        full = false;
        accepting = true;
        listeners.forEach(listener -> join(selector, listener));
    }

    private void join(Selector selector, ServerSocketChannel listener) {
        try {
            listener.register(selector, SelectionKey.OP_ACCEPT, this);
        } catch (IOException e) {
            LOG.log(Level.ERROR, "cannot wait on a listener", e);
        }
    }

    private void leave(EventLoop loop) {
        if (closed) {
            return;
        }
        for (ServerSocketChannel listener : listeners) {
            if (listener.isOpen()) {
                accept(loop, listener, LAST_BATCH);
                close(listener);
            }
        }
        closed = true; // not before: who sees it and no connection may end the process
    }

    boolean isClosed() {
        return closed;
    }

    /** Has the loop stop accepting at its next sweep. From any thread. */
    void close() {
        closing = true;
    }

    private static void close(java.nio.channels.Channel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "close failed: {0}", e.getMessage());
            }
        }
    }
}
