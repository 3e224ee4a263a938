package io.jcorn.servlet.request;

import io.jcorn.app.Response;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * The bytes that an application sends. Blocking until a listener is set, non-blocking from then on (Servlet 6.1 §5.4).
 *
 * <p>A non-blocking write takes everything: what the client doesn't take at once is kept here, and the stream is not
 * ready until that has left. Used by one thread at a time; the listener is called by {@link StreamEvents} alone.
 */
abstract class BodyOutputStream extends ServletOutputStream {
    /** How much a non-blocking write hands over before it looks whether the client keeps up. */
    private static final int SLICE_BYTES = 16384;

    private final Response response;
    private WriteListener listener;
    private StreamEvents events;
    private boolean awaited;
    /** Whether the listener is to be called: at first, and after isReady returned false. */
    private boolean due;
    /** What a non-blocking write couldn't hand over, from {@link #restAt}; null usually. */
    private byte[] rest;

    private int restAt;
    private byte[] single;

    BodyOutputStream(Response response) {
        this.response = response;
    }

    /** @throws IllegalStateException if a listener may not be set now */
    abstract StreamEvents events();

    /** Whether what is written goes to the client; else it is dropped. */
    abstract boolean isOpen();

    /** Called before bytes go to the response. */
    abstract void beforeWrite(int length);

    /** Called before the response is flushed. */
    abstract void beforeFlush();

    boolean isNonBlocking() {
        return listener != null;
    }

    @Override
    public void write(int b) throws IOException {
        if (single == null) {
            single = new byte[1];
        }
        single[0] = (byte) b;
        write(single, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (!isOpen()) {
            return;
        }
        beforeWrite(length);
        if (listener == null) {
            response.write(bytes, offset, length);
            return;
        }
        checkReady();
        int handed = hand(bytes, offset, length);
        if (handed < length) {
            rest = Arrays.copyOfRange(bytes, offset + handed, offset + length);
            restAt = 0;
        }
    }

    @Override
    public void write(ByteBuffer buffer) throws IOException {
        int length = buffer.remaining();
        if (buffer.hasArray()) {
            write(buffer.array(), buffer.arrayOffset() + buffer.position(), length);
        } else {
            byte[] bytes = new byte[length];
            buffer.duplicate().get(bytes);
            write(bytes, 0, length);
        }
        buffer.position(buffer.limit());
    }

    @Override
    public void flush() throws IOException {
        if (!isOpen()) {
            return;
        }
        if (listener != null) {
            checkReady();
        }
        beforeFlush();
        response.flush();
    }

    private void checkReady() {
        if (rest != null || !response.isWritable()) {
            throw new IllegalStateException("the stream is non-blocking and isReady() has not returned true");
        }
    }

    private int hand(byte[] bytes, int offset, int length) throws IOException {
        int handed = 0;
        while (handed < length && response.isWritable()) {
            int slice = Math.min(length - handed, SLICE_BYTES);
            response.write(bytes, offset + handed, slice);
            handed += slice;
        }
        return handed;
    }

    @Override
    public boolean isReady() {
        if (listener == null || rest == null && response.isWritable()) {
            return true;
        }
        due = true;
        await();
        return false;
    }

    @Override
    public void setWriteListener(WriteListener writeListener) {
        Objects.requireNonNull(writeListener);
        if (listener != null) {
            throw new IllegalStateException("the stream has a listener");
        }
        events = events();
        listener = writeListener;
        due = true;
        await();
    }

    private void await() {
        if (!awaited) {
            awaited = true;
            events.awaitWritable();
        }
    }

    /**
     * Sends what a non-blocking write left.
     *
     * @return whether nothing is left; if false, {@link StreamEvents#awaitWritable} was asked for more
     */
    boolean drain() throws IOException {
        if (rest == null) {
            return true;
        }
        restAt += hand(rest, restAt, rest.length - restAt);
        if (restAt == rest.length) {
            rest = null;
            return true;
        }
        await();
        return false;
    }

    /**
     * Something can be written.
     *
     * @param tell whether to tell the listener
     * @return what it or the writing threw, or null
     */
    Throwable writable(boolean tell) {
        awaited = false;
        if (listener == null) {
            return null;
        }
        try {
            if (drain() && tell && due && isOpen()) {
                due = false;
                listener.onWritePossible();
            }
            return null;
        } catch (Throwable e) {
            rest = null;
            listener.onError(e);
            return e;
        }
    }
}
