package io.jcorn.it;

import java.time.Duration;
import java.util.Arrays;

/** How long answers took. One thread records; whoever reads comes after its end. */
final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[1024];
    private int count;

    void record(long taken) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = taken;
    }

    /** The shortest that {@code percent} of all don't exceed; zero if there are none. */
    Duration percentile(double percent) {
        if (count == 0) {
            return Duration.ZERO;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[Math.max(0, (int) Math.ceil(count * percent / 100) - 1)]);
    }

    @Override
    public String toString() {
        return "p50 %.1f p99 %.1f max %.1f ms".formatted(millis(50), millis(99), millis(100));
    }

    private double millis(double percent) {
        return percentile(percent).toNanos() / NANOS_PER_MILLI;
    }
}
