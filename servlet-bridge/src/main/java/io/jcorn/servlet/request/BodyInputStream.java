package io.jcorn.servlet.request;

import io.jcorn.app.RequestBody;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The bytes that a client sends. Blocking until a listener is set, non-blocking from then on (Servlet 6.1 §3.8).
 *
 * <p>Used by one thread at a time; the listener is called by {@link StreamEvents} alone.
 */
abstract class BodyInputStream extends ServletInputStream {
    private final RequestBody body;
    private ReadListener listener;
    private StreamEvents events;
    private boolean awaited;
    private boolean toldAllRead;
    /** A read has returned the end; an upgraded connection's body knows it only then. */
    private boolean ended;

    private boolean closed;
    private byte[] single;

    BodyInputStream(RequestBody body) {
        this.body = body;
    }

    /** @throws IllegalStateException if a listener may not be set now */
    abstract StreamEvents events();

    @Override
    public int read() throws IOException {
        if (single == null) {
            single = new byte[1];
        }
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (closed) {
            throw new IOException("the request's stream is closed");
        }
        if (listener != null && !body.isReady()) {
            throw new IllegalStateException("the stream is non-blocking and isReady() has not returned true");
        }
        int count = length == 0 ? 0 : body.read(bytes, offset, length);
        ended |= count < 0;
        return count;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        int position = buffer.position();
        if (!buffer.hasRemaining()) {
            return 0;
        }
        int count;
        if (buffer.hasArray()) {
            count = read(buffer.array(), buffer.arrayOffset() + position, buffer.remaining());
        } else {
            byte[] bytes = new byte[Math.min(buffer.remaining(), 8192)];
            count = read(bytes, 0, bytes.length);
            buffer.put(bytes, 0, Math.max(count, 0)).position(position);
        }
        if (count >= 0) {
            buffer.limit(position + count);
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return closed ? 0 : body.available();
    }

    /** What is left is not read: the worker skips it or closes the connection. */
    @Override
    public void close() {
        closed = true;
    }

    @Override
    public boolean isFinished() {
        return ended || body.isFinished();
    }

    @Override
    public boolean isReady() {
        if (listener == null) {
            return true;
        }
        if (body.isReady() && !isFinished()) {
            return true;
        }
        if (!toldAllRead) {
            await();
        }
        return false;
    }

    @Override
    public void setReadListener(ReadListener readListener) {
        Objects.requireNonNull(readListener);
        if (listener != null) {
            throw new IllegalStateException("the stream has a listener");
        }
        events = events();
        listener = readListener;
        await();
    }

    private void await() {
        if (!awaited) {
            awaited = true;
            events.awaitReadable();
        }
    }

    /**
     * Something can be read or the end is there.
     *
     * @param tell whether to tell the listener
     * @return what it threw, or null
     */
    Throwable readable(boolean tell) {
        awaited = false;
        if (listener == null || !tell || isFinished()) {
            return null;
        }
        try {
            listener.onDataAvailable();
            return null;
        } catch (Throwable e) {
            return failed(e);
        }
    }

    /** Tells the listener of the end, if it is reached and that was not told. @return what it threw, or null */
    Throwable finished() {
        if (listener == null || toldAllRead || !isFinished()) {
            return null;
        }
        toldAllRead = true;
        try {
            listener.onAllDataRead();
            return null;
        } catch (Throwable e) {
            return failed(e);
        }
    }

    private Throwable failed(Throwable error) {
        toldAllRead = true; // nothing is told after an error
        listener.onError(error);
        return error;
    }
}
