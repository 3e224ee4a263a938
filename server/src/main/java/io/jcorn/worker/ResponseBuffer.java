package io.jcorn.worker;

import java.nio.ByteBuffer;

/**
 * Response bytes that wait to be sent. They collect behind a gap that a chunk's size line fits into, and there is room
 * behind them for its end, so that a chunk (RFC 9112 §7.1) leaves as one piece. Belongs to the exchange's holder.
 *
 * <p>Few bytes are kept on the heap; many in the {@link ThreadMemory} of the thread that writes them, if it can be had.
 */
final class ResponseBuffer {
    /** As much as the loopback interface sends at once; smaller pieces cost a system call each. */
    static final int DEFAULT_BYTES = 64 * 1024;

    /** Room for a chunk's size line before the data: eight digits and CRLF. */
    private static final int GAP = 10;
    /** Room behind the data: the chunk's CRLF and a last chunk without trailers. */
    private static final int END = 2 + 5;

    static final int DEFAULT_CAPACITY = GAP + DEFAULT_BYTES + END;

    private static final int FIRST_BYTES = 512;
    /** Beyond this a thread's memory is worth asking for. */
    private static final int FEW_BYTES = 4096;

    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private int size = DEFAULT_BYTES;
    private ByteBuffer bytes;
    private ThreadMemory borrowed;
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
        bytes.put(GAP + count, from, offset, n);
        count += n;
        return n;
    }

    /** How many bytes can be added; finds more memory while it may. */
    private int room(int wanted) {
        int needed = Math.min(size, Math.max(FIRST_BYTES, count + wanted));
        if (bytes == null || bytes.capacity() - GAP - END < needed || borrowed != null && !borrowed.isMine()) {
            move(needed);
        }
        return Math.min(size, bytes.capacity() - GAP - END) - count;
    }

    private void move(int needed) {
        ByteBuffer before = bytes;
        ThreadMemory source = borrowed;
        borrowed = needed > FEW_BYTES && needed <= DEFAULT_BYTES ? RequestThread.borrowMemory() : null;
        bytes = borrowed != null ? borrowed.bytes() : onHeap(before, needed);
        if (count > 0) {
            bytes.put(GAP, before, GAP, count);
        }
        if (source != null) {
            source.giveBack();
        }
    }

    private ByteBuffer onHeap(ByteBuffer before, int needed) {
        int grown = before == null ? needed : Math.min(size, Math.max(needed, 4 * (before.capacity() - GAP - END)));
        return ByteBuffer.allocate(GAP + grown + END);
    }

    /** The data as it is, or null if there is none. Its memory is this buffer's own, see {@link #giveAway}. */
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
            bytes = ByteBuffer.allocate(GAP + END);
        }
        return take(from, last ? put(LAST_CHUNK, to) : to);
    }

    private ByteBuffer take(int from, int to) {
        count = 0;
        return bytes.duplicate().limit(to).position(from);
    }

    /** What was taken is still needed by somebody: the next bytes get memory of their own. */
    void giveAway() {
        bytes = null;
    }

    /** Nothing will be added any more. */
    void release() {
        if (borrowed != null) {
            bytes = null;
            borrowed.giveBack();
            borrowed = null;
        }
    }

    private int putSizeBackwards(int chunk) {
        int at = put(CRLF, GAP - 2) - 2;
        for (int rest = chunk; rest > 0; rest >>>= 4) {
            bytes.put(--at, (byte) Character.forDigit(rest & 0xf, 16));
        }
        return at;
    }

    private int put(byte[] what, int at) {
        bytes.put(at, what, 0, what.length);
        return at + what.length;
    }
}
