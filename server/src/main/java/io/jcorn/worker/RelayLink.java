package io.jcorn.worker;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A connection to another worker, by which requests are handed over one after the other. The loop leader's, but for the
 * closing at the loop's end.
 */
final class RelayLink implements Watched {
    private static final Logger LOG = System.getLogger("jcorn.worker");

    private final EventLoop loop;
    private final String worker;
    private final SocketChannel channel;
    private final SelectionKey key;
    /** null while it is idle. */
    private RelayedRequest request;
    /** What the socket has not taken; null if nothing. */
    private ByteBuffer left;

    private boolean shutDown;

    RelayLink(EventLoop loop, String worker, SocketChannel channel) throws IOException {
        this.loop = loop;
        this.worker = worker;
        this.channel = channel;
        this.key = channel.register(loop.selector(), SelectionKey.OP_READ, this);
    }

    String worker() {
        return worker;
    }

    /** From now on what comes is for {@code user}. */
    void use(RelayedRequest user) {
        request = user;
    }

    /** The response is over: it may have another request. */
    void release() {
        request = null;
        watch();
        loop.links().release(this);
    }

    /** Sends as far as the socket takes it, and keeps the rest; only if it {@linkplain #isWaiting has nothing left}. */
    void send(ByteBuffer bytes) {
        left = bytes;
        if (sendLeft()) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    /** @return whether more can be sent when the socket takes it */
    private boolean sendLeft() {
        try {
            channel.write(left);
        } catch (IOException e) {
            // it reads no more; but what it has said before, perhaps the response, comes yet, and then its end
            LOG.log(Level.DEBUG, () -> "worker " + worker + " doesn't take more: " + e);
            return false;
        }
        if (!left.hasRemaining()) {
            left = null;
        }
        return left != null;
    }

    /** Whether something is left to be sent: the request is told when it is gone. */
    boolean isWaiting() {
        return left != null;
    }

    /** Tells the other worker that the client sends no more. */
    void shutdownOutput() throws IOException {
        if (!shutDown) {
            shutDown = true;
            channel.shutdownOutput();
        }
    }

    /** Reads no more until {@link #watch}. */
    void pause() {
        key.interestOpsAnd(~SelectionKey.OP_READ);
    }

    void watch() {
        key.interestOpsOr(SelectionKey.OP_READ);
    }

    @Override
    public boolean ready() {
        try {
            int ops = key.readyOps();
            if ((ops & SelectionKey.OP_WRITE) != 0) {
                writable();
            }
            if (key.isValid() && (ops & SelectionKey.OP_READ) != 0) {
                readable();
            }
        } catch (IOException e) {
            ended(e);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "fault in a connection to another worker; it is closed, the others go on", e);
            ended(e);
        }
        return true;
    }

    private void writable() {
        if (!sendLeft()) {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
        if (!isWaiting()) {
            request.sent();
        }
    }

    private void readable() throws IOException {
        byte[] input = loop.links().input();
        int n = channel.read(ByteBuffer.wrap(input));
        if (n < 0 || n > 0 && request == null) {
            ended(null);
        } else if (n > 0) {
            request.received(input, n);
        }
    }

    /** @param reason null if the other worker has closed it */
    private void ended(Throwable reason) {
        LOG.log(Level.DEBUG, () -> "a connection to worker " + worker + " ended: " + reason);
        RelayedRequest user = request;
        request = null;
        close();
        if (user != null) {
            user.linkEnded();
        }
    }

    @Override
    public void sweep(long now, long awake) {
        if (request != null) {
            request.sweep();
        }
    }

    @Override
    public void close() {
        loop.links().remove(this);
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "close failed: {0}", e.getMessage());
        }
    }
}
