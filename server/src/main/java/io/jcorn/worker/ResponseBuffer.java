package io.jcorn.worker;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Response bytes that wait to be sent. They collect behind a gap that a chunk's size line fits into, and there is room
 * behind them for its end, so that a chunk (RFC 9112 §7.1) leaves as one piece. Belongs to the exchange's holder.
 */
final class ResponseBuffer {
    static final int DEFAULT_BYTES = 32 * 1024;

    /** Room for a chunk's size line before the data: eight digits and CRLF. */
    private static final int GAP = 10;
    /** Room behind the data: the chunk's CRLF and a last chunk without trailers. */
    private static final int END = 2 + 5;

    private static final int FIRST_BYTES = 512;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private int size = DEFAULT_BYTES;
    private byte[] bytes;
    private int count;

    /** How many bytes it may hold before they must be sent. */
    int size() {
        return size;
    }

    void size(int most) {
        size = Math.max(most, FIRST_BYTES);
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count >= size;
    }

    void clear() {
        count = 0;
    }

    /** Drops what is beyond {@code most} bytes. */
    void truncate(long most) {
        count = (int) Math.min(count, most);
    }

    /** Adds what there is room for, when not full at least one byte; returns how many. */
    int add(byte[] from, int offset, int length) {
        int n = Math.min(length, room(length));
        System.arraycopy(from, offset, bytes, GAP + count, n);
        count += n;
        return n;
    }

    /** How many bytes can be added; makes the array larger while it may be. */
    private int room(int wanted) {
        int capacity = Math.min(size, Math.max(FIRST_BYTES, count + wanted));
        if (bytes == null) {
            bytes = new byte[GAP + capacity + END];
        } else if (bytes.length - GAP - END < capacity) {
            int grown = Math.min(size, Math.max(capacity, 4 * (bytes.length - GAP - END)));
            bytes = Arrays.copyOf(bytes, GAP + grown + END);
        }
        return bytes.length - GAP - END - count;
    }

    /** The data as it is, or null if there is none. Its array is this buffer's own, see {@link #giveAway}. */
    ByteBuffer take() {
        return count == 0 ? null : take(GAP, GAP + count);
    }

    /** The data as a chunk, with the last chunk behind it if asked for; null if that is nothing. */
    ByteBuffer takeChunk(boolean last) {
        int from = GAP;
        int to = GAP + count;
        if (count > 0) {
            from = putSizeBackwards(count);
            to = put(CRLF, to);
        } else if (!last) {
            return null;
        } else if (bytes == null) {
            bytes = new byte[GAP + END];
        }
        return take(from, last ? put(LAST_CHUNK, to) : to);
    }

    private ByteBuffer take(int from, int to) {
        count = 0;
        return ByteBuffer.wrap(bytes, from, to - from);
    }

    /** What was taken is still needed by somebody: the next bytes get an array of their own. */
    void giveAway() {
        bytes = null;
    }

    private int putSizeBackwards(int chunk) {
        int at = put(CRLF, GAP - 2) - 2;
        for (int rest = chunk; rest > 0; rest >>>= 4) {
            bytes[--at] = (byte) Character.forDigit(rest & 0xf, 16);
        }
        return at;
    }

    private int put(byte[] what, int at) {
        System.arraycopy(what, 0, bytes, at, what.length);
        return at + what.length;
    }
}
