package io.jcorn.worker;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Decoded bytes of a request's body that came before anybody read them. Belongs to the body's owner.
 *
 * <p>Many bytes wait in an array that the next request of the loop gets. Whatever an application does with a body that is
 * over, it never reads another's: {@link #read} and {@link #release} exclude each other.
 */
final class PrefetchedBytes {
    private static final byte[] NOTHING = {};
    private static final int FIRST_BYTES = 1024;
    /** Up to here a new array is as good as a spare one. */
    private static final int FEW_BYTES = 4096;

    private final SpareArrays spare;
    /** Taken by a reader while it reads, and for good by who releases; null while the array is nobody else's. */
    private AtomicBoolean taken;

    private byte[] bytes = NOTHING;
    private int start;
    private int end;

    PrefetchedBytes(SpareArrays spare) {
        this.spare = spare;
    }

    boolean isEmpty() {
        return start == end;
    }

    int count() {
        return end - start;
    }

    boolean isAllocated() {
        return bytes.length > 0;
    }

    /** Makes room for {@code length} bytes. The leader's, if they are more than a few. */
    void allocate(int length) {
        if (length > FEW_BYTES) {
            bytes = spare.take();
            taken = new AtomicBoolean();
        } else {
            bytes = new byte[length];
        }
    }

    void clear() {
        start = 0;
        end = 0;
    }

    /** Nobody will read any more: the array is the next one's. The leader's. */
    void release() {
        clear();
        if (taken != null && taken.compareAndSet(false, true)) {
            spare.release(bytes);
        }
        bytes = NOTHING;
    }

    /** Adds all of it: what a {@link io.jcorn.http.ChunkedDecoder} decodes into. */
    int append(byte[] from, int offset, int count) {
        if (bytes.length - end < count) {
            bytes = Arrays.copyOf(bytes, Math.max(end + count, Math.max(FIRST_BYTES, 2 * bytes.length)));
        }
        System.arraycopy(from, offset, bytes, end, count);
        end += count;
        return count;
    }

    /** Reads up to {@code most} bytes, for which there is room, from {@code inbox} or through it. */
    int fill(Inbox inbox, int most) throws IOException {
        int n = inbox.read(bytes, end, most);
        end += Math.max(0, n);
        return n;
    }

    int read(byte[] into, int offset, int length) {
        if (taken == null) {
            return copy(into, offset, length);
        }
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException("the request is over, or another thread reads its body");
        }
        try {
            return copy(into, offset, length);
        } finally {
            taken.set(false);
        }
    }

    private int copy(byte[] into, int offset, int length) {
        int n = Math.min(length, count());
        System.arraycopy(bytes, start, into, offset, n);
        start += n;
        return n;
    }
}
