package io.jcorn.it;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for a condition: looks often, gives up late. */
final class Await {
    /** Long, so that a slow machine fails no test; what passes doesn't wait for it. */
    static final Duration LONG = Duration.ofMinutes(3);

    private static final long PAUSE_MILLIS = 20;

    private Await() {}

    static void until(String what, Callable<Boolean> condition) {
        value(what, () -> condition.call() ? Optional.of(true) : Optional.empty());
    }

    /** Looks until there is a value, and returns it. */
    static <T> T value(String what, Callable<Optional<T>> look) {
        long deadline = System.nanoTime() + LONG.toNanos();
        try {
            while (System.nanoTime() - deadline < 0) {
                Optional<T> value = look.call();
                if (value.isPresent()) {
                    return value.get();
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, e);
        } catch (Exception e) {
            throw new AssertionError("failed while waiting: " + what, e);
        }
        throw new AssertionError("not within " + LONG.toSeconds() + " s: " + what + JcornProcess.evidence());
    }
}
