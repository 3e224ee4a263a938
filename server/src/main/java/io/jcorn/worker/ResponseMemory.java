package io.jcorn.worker;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of a worker's heap all responses take that wait for their clients. Any thread.
 *
 * <p>Once it is scarce, a thread that waits is cheaper than the megabyte that would have spared it the wait: so writers
 * are let go on only when their client has taken nearly all.
 */
final class ResponseMemory {
    /** Part of the heap that waiting responses may take. */
    private static final int PART = 16;

    private final AtomicLong used = new AtomicLong();
    private final long plenty;

    /** @param heapBytes the largest that the heap can become */
    ResponseMemory(long heapBytes) {
        this.plenty = heapBytes / PART;
    }

    /** So many bytes wait now, or if negative wait no more. */
    void add(long bytes) {
        used.addAndGet(bytes);
    }

    /** How many bytes one response may leave waiting, of {@code limit} when there is plenty. */
    long share(long limit) {
        return used.get() <= plenty ? limit : Math.min(limit, ResponseBuffer.DEFAULT_BYTES);
    }
}
