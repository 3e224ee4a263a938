package io.jcorn.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of a connection that arrived and weren't consumed: {@code bytes[start…end)}.
 *
 * <p>Belongs to whoever has custody of the connection. The bytes below {@code floor} are those of the head that is being
 * served: its {@link io.jcorn.http.RequestHead} points to them, so they stay where they are.
 */
final class Inbox {
    private static final int FIRST_BYTES = 8192;

    private final Transport transport;
    private byte[] bytes;
    private int floor;
    private int start;
    private int end;
    private boolean eof;

    Inbox(Transport transport) {
        this.transport = transport;
    }

    /** Gives it a buffer to read into, if it has none. */
    void useBuffer(byte[] buffer) {
        hold(buffer, 0);
    }

    private void hold(byte[] buffer, int count) {
        bytes = buffer;
        floor = 0;
        start = 0;
        end = count;
    }

    boolean hasBuffer() {
        return bytes != null;
    }

    /** Takes the buffer away; only when empty and no head is being served. */
    byte[] takeBuffer() {
        byte[] buffer = bytes;
        bytes = null;
        return buffer;
    }

    /** Reads what the socket has and there is room for, without blocking: the number of bytes, or -1 at its end. */
    int fill() throws IOException {
        makeRoom();
        int n = transport.read(ByteBuffer.wrap(bytes, end, bytes.length - end));
        if (n < 0) {
            eof = true;
        } else {
            end += n;
        }
        return n;
    }

    /** Reads what is here, else what the socket has, into the caller's array: the number of bytes, or -1 at the end. */
    int read(byte[] into, int offset, int length) throws IOException {
        if (!isEmpty()) {
            int n = Math.min(length, available());
            System.arraycopy(bytes, start, into, offset, n);
            consume(n);
            return n;
        }
        int n = transport.read(ByteBuffer.wrap(into, offset, length));
        if (n < 0) {
            eof = true;
        }
        return n;
    }

    private void makeRoom() {
        if (bytes == null) {
            useBuffer(new byte[FIRST_BYTES]);
        }
        if (start == end) {
            start = floor;
            end = floor;
        }
        if (end < bytes.length) {
            return;
        }
        if (start > floor) {
            System.arraycopy(bytes, start, bytes, floor, end - start);
            end -= start - floor;
            start = floor;
        } else {
            // a new array: a head that is being served keeps the old one
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
    }

    /** Whether filling it may bring something of which no selector tells. */
    boolean hasMore() {
        return transport.hasInput();
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int available() {
        return end - start;
    }

    boolean isEmpty() {
        return start == end;
    }

    /** Whether the peer sends no more. */
    boolean isEof() {
        return eof;
    }

    void consume(int count) {
        start += count;
    }

    /** Keeps all that was consumed so far in its place, until {@link #release}. */
    void pin() {
        floor = start;
    }

    void release() {
        floor = 0;
    }

    /** Keeps no more memory than for what was not read. The head that is being served must be detached. */
    void shrink() {
        if (isEmpty()) {
            hold(null, 0);
        } else {
            hold(Arrays.copyOfRange(bytes, start, end), available());
        }
    }
}
