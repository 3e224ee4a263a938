package io.jcorn.worker;

import java.nio.ByteBuffer;

/**
 * A request thread's memory for large response bodies: outside the heap, so that a socket takes them without a copy, and
 * always the same, so that it is in the processor's caches.
 *
 * <p>Lent to one response at a time. Only the thread itself borrows it and puts an application's bytes into it; any thread
 * may give it back. So bytes of one response never get into another, whatever an application does with one that is over.
 */
final class ThreadMemory {
    private final Thread owner;
    private final ByteBuffer bytes;
    private volatile boolean lent;

    ThreadMemory(Thread owner, int capacity) {
        this.owner = owner;
        this.bytes = ByteBuffer.allocateDirect(capacity);
    }

    /** Whether the caller has it now; false if a response has it still. Owner only. */
    boolean borrow() {
        if (lent) {
            return false;
        }
        lent = true;
        return true;
    }

    void giveBack() {
        lent = false;
    }

    /** Whether the current thread may write it. */
    boolean isMine() {
        return Thread.currentThread() == owner;
    }

    ByteBuffer bytes() {
        return bytes;
    }
}
