package io.jcorn.app;

/**
 * How long a mapping's requests have lately kept a thread: decides whether its next one may run on the event loop.
 *
 * <p>Shared by all requests of one mapping and updated by whichever threads served them, without a lock: two racing
 * updates lose one sample, which an average bears. A mapping starts as slow and is quick once it has proved so. A call
 * that overstays on the loop costs every connection of that loop a watchdog period, about a hundred quick requests'
 * time; so after one the mapping is slow again until it has been quick for a good while.
 */
public final class Cost {
    /** A call is quick below this average, in nanoseconds. */
    private static final long QUICK_NANOS = 200_000;

    private static final long UNKNOWN_NANOS = 4 * QUICK_NANOS;
    /** Quick calls that a mapping owes after it overstayed, before it runs on the loop again. */
    private static final int PENANCE = 200;

    private static final int MAX_PENANCE = 20_000;

    private volatile long averageNanos = UNKNOWN_NANOS;
    private volatile int owed;
    private volatile int nextPenance = PENANCE;

    /** Whether the next request of this mapping may run on the event loop. */
    public boolean isQuick() {
        return averageNanos < QUICK_NANOS && owed == 0;
    }

    /** Notes a call that took {@code nanos} of wall time. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // see the class: a lost sample is harmless
    public void took(long nanos) {
        long average = averageNanos;
        // one outlier must not outweigh what was learnt: it counts as four times the limit at the most
        averageNanos = average + ((Math.min(nanos, UNKNOWN_NANOS) - average) >> 3);
        if (owed > 0) {
            owed = nanos < QUICK_NANOS ? owed - 1 : nextPenance;
        }
    }

    /** Notes that a call overstayed on the event loop; the penance doubles each time, up to a limit. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void overstayed() {
        owed = nextPenance;
        nextPenance = Math.min(2 * nextPenance, MAX_PENANCE);
    }
}
