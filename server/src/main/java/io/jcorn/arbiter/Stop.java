package io.jcorn.arbiter;

import java.time.Duration;

/**
 * The arbiter is stopping.
 *
 * @param exitCode what it will exit with: the first reason counts
 * @param giveUpAt {@code System.nanoTime()} when not even a KILL has ended a worker, and it exits nevertheless
 */
record Stop(int exitCode, long giveUpAt) {
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    static Stop within(Duration gracefulTimeout, int exitCode, long now) {
        return new Stop(exitCode, now + gracefulTimeout.plus(AFTER_KILL).toNanos());
    }
}
