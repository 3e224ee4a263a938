package io.jcorn.websocket;

import io.jcorn.app.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;

/**
 * Sends the frames of one connection in their order. Any thread; never blocks: what the client doesn't take is kept until it does, and who
 * wants to know when a frame has left is told. So a slow client holds memory, up to a limit, but no thread of a broadcast.
 */
final class FrameWriter extends Writer {
    /** What a client may leave to us before it is given up, in bytes. */
    private static final int MAX_WAITING = 16 * 1024 * 1024;
    /** How much is handed over before we look whether the client keeps up. */
    private static final int SLICE = 16 * 1024;

    private record Waiting(ByteBuffer frame, CompletionHandler<ByteBuffer> handler) {}

    private final Response response;
    private final Runnable onClose;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>(0);
    private long waitingBytes;
    private IOException broken;
    private volatile boolean closed;

    /** @param onClose Tyrus has sent and got all that it wants to; frames may still wait */
    FrameWriter(Response response, Runnable onClose) {
        this.response = response;
        this.onClose = onClose;
    }

    @Override
    public void write(ByteBuffer frame, CompletionHandler<ByteBuffer> handler) {
        IOException failure;
        synchronized (this) {
            failure = broken;
            if (failure == null && waitingBytes + frame.remaining() > MAX_WAITING) {
                failure = new IOException("the client leaves more than " + MAX_WAITING + " bytes waiting");
                broken = failure;
            }
            if (failure == null) {
                failure = send(frame);
                if (failure == null && frame.hasRemaining()) {
                    queue.add(new Waiting(frame, handler));
                    waitingBytes += frame.remaining();
                    if (queue.size() == 1) response.onWritable(this::drain);
                    return;
                }
            }
        }
        tell(handler, frame, failure);
    }

    /** As much of a frame as the client takes, if none waits before it. @return what went wrong, or null */
    private IOException send(ByteBuffer frame) {
        if (!queue.isEmpty()) return null;
        return hand(frame);
    }

    private IOException hand(ByteBuffer frame) {
        try {
            while (frame.hasRemaining() && response.isWritable()) {
                int slice = Math.min(frame.remaining(), SLICE);
                response.write(frame.array(), frame.arrayOffset() + frame.position(), slice);
                response.flush();
                frame.position(frame.position() + slice);
            }
            return null;
        } catch (IOException e) {
            broken = e;
            return e;
        }
    }

    /** On a request thread, as soon as the client has taken what was handed over. */
    private void drain() {
        List<Waiting> gone = new ArrayList<>();
        IOException failure;
        synchronized (this) {
            failure = broken;
            while (failure == null && !queue.isEmpty()) {
                Waiting first = queue.peek();
                long before = first.frame().remaining();
                failure = hand(first.frame());
                waitingBytes -= before - first.frame().remaining();
                if (first.frame().hasRemaining()) break;
                gone.add(queue.poll());
            }
            if (failure != null) {
                gone.addAll(queue);
                queue.clear();
                waitingBytes = 0;
            } else if (!queue.isEmpty()) {
                response.onWritable(this::drain);
            }
        }
        for (Waiting each : gone) tell(each.handler(), each.frame(), failure);
        if (!isWaiting()) onClose.run();
    }

    private static void tell(CompletionHandler<ByteBuffer> handler, ByteBuffer frame, IOException failure) {
        if (handler == null) return;
        if (failure == null) handler.completed(frame);
        else handler.failed(failure);
    }

    /** Whether the client hasn't taken all frames yet. */
    synchronized boolean isWaiting() {
        return !queue.isEmpty();
    }

    @Override
    public void close() {
        closed = true;
        onClose.run();
    }

    /** Whether Tyrus has ended the connection: the close frame is sent, or waits to be. */
    boolean isClosed() {
        return closed;
    }
}
