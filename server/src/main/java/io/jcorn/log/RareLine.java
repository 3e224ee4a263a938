package io.jcorn.log;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Keeps what happens with each request from filling the log: a line in ten seconds. Any thread. */
public final class RareLine {
    private static final long PAUSE_NANOS = 10_000_000_000L;

    /** 0 before the first. */
    private final AtomicLong told = new AtomicLong();

    private final AtomicLong sum = new AtomicLong();

    /**
     * Counts what the line is about, and has it written if it is time to.
     *
     * @param line gets how often it happened so far
     */
    public void count(LongConsumer line) {
        long count = sum.incrementAndGet();
        if (isDue()) {
            line.accept(count);
        }
    }

    /** Whether to write it now; of several callers one is told so. */
    public boolean isDue() {
        long now = System.nanoTime() | 1;
        long before = told.get();
        return (before == 0 || now - before > PAUSE_NANOS) && told.compareAndSet(before, now);
    }
}
