package io.jcorn.arbiter;

import java.time.Duration;

/**
 * How long to wait before a worker is spawned in the place of one that failed: a tenth of a second after
 * the first failure, then twice as long each time, until one proves good. All times are {@code System.nanoTime()}.
 */
final class Backoff {
    private static final long FIRST = Duration.ofMillis(100).toNanos();
    private static final long LONGEST = Duration.ofSeconds(30).toNanos();

    private long delay;
    private long notBefore;
    private boolean waiting;

    /** A worker ended before it was of use. Returns how long the next one has to wait. */
    Duration failed(long now) {
        delay = delay == 0 ? FIRST : Math.min(2 * delay, LONGEST);
        notBefore = now + delay;
        waiting = true;
        return Duration.ofNanos(delay);
    }

    /** A worker proved good. */
    void succeeded() {
        delay = 0;
        waiting = false;
    }

    /** Nanoseconds until the next spawn is allowed; 0 or less when it is. */
    long remaining(long now) {
        return waiting ? notBefore - now : 0;
    }
}
