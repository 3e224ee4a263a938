package io.jcorn.worker;

import java.io.IOException;
import java.util.Arrays;

/** Decoded bytes of a request's body that came before anybody read them. Belongs to the body's owner. */
final class PrefetchedBytes {
    private static final byte[] NOTHING = {};
    private static final int FIRST_BYTES = 1024;

    private byte[] bytes = NOTHING;
    private int start;
    private int end;

    boolean isEmpty() {
        return start == end;
    }

    int count() {
        return end - start;
    }

    boolean isAllocated() {
        return bytes.length > 0;
    }

    void allocate(int length) {
        bytes = new byte[length];
    }

    void clear() {
        start = 0;
        end = 0;
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
        int n = Math.min(length, count());
        System.arraycopy(bytes, start, into, offset, n);
        start += n;
        return n;
    }
}
