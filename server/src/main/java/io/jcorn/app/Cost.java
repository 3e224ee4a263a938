package io.jcorn.app;

/**
 * How long a mapping's requests have lately kept a thread: decides whether its next one may run on the event loop.
 *
 * <p>Shared by all requests of one mapping and updated by whichever threads served them, without a lock: two racing
 * updates lose one sample, which an average bears. A mapping starts as slow and is quick once it has proved so. A call
 * that overstays on the loop costs every connection of that loop a watchdog period, about as much as a hundred quick
 * calls save by not changing threads. So each quick call earns one, an overstay costs a hundred, and who is in debt runs
 * on threads; a little saved credit forgives what was the machine's fault and not the mapping's.
 */
public final class Cost {
    /** A call is quick below this time, in nanoseconds. */
    private static final long QUICK_NANOS = 200_000;

    private static final long UNKNOWN_NANOS = 4 * QUICK_NANOS;
    private static final int OVERSTAY = 100;
    private static final int MAX_CREDIT = 3 * OVERSTAY;
    /** From here on a call is long, in nanoseconds. */
    private static final long LONG_NANOS = 20_000_000;
    /** So many short calls make up for a long one. */
    private static final int LONG = 16;

    private volatile long averageNanos = UNKNOWN_NANOS;
    private volatile int credit;
    /** Grows with each long call and shrinks with each other one. */
    private volatile int longCalls = 2 * LONG;

    /** Whether the next request of this mapping may run on the event loop. */
    public boolean isQuick() {
        return averageNanos < QUICK_NANOS && credit >= 0;
    }

    /**
     * Whether the next request will most likely keep a thread for a few milliseconds only. Unlike {@link #isQuick} it bears
     * that all processors are busy and a quick call takes longer, by the clock, than it does itself.
     */
    public boolean isShort() {
        return longCalls <= LONG;
    }

    /** Notes a call that took {@code nanos} of wall time. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // see the class: a lost sample is harmless
    public void took(long nanos) {
        long average = averageNanos;
        // one outlier must not outweigh what was learnt: it counts as four times the limit at the most
        long change = (Math.min(nanos, UNKNOWN_NANOS) - average) >> 3;
        if (change != 0) {
            averageNanos = average + change;
        }
        if (credit < MAX_CREDIT && nanos < QUICK_NANOS) {
            credit = credit + 1;
        }
        if (nanos >= LONG_NANOS) {
            longCalls = Math.min(longCalls + LONG, 4 * LONG);
        } else if (longCalls > 0) {
            longCalls = longCalls - 1;
        }
    }

    /** Notes that a call overstayed on the event loop. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void overstayed() {
        credit = Math.max(credit - OVERSTAY, -MAX_CREDIT);
    }
}
