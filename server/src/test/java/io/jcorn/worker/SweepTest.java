package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.http.HeadLimits;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
    private static final long HEAD = TimeUnit.SECONDS.toNanos(10);
    private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(20);
    private static final Limits LIMITS = new Limits(HeadLimits.DEFAULT, HEAD, 0, 0, 0, 0, 0, KEEP_ALIVE, 0, 0, 0, 0);

    @ParameterizedTest(name = "idle for {0} ms, the loop awake for {1} ms, first {2}, draining {3}: overdue {4}")
    @CsvSource({
        "   900, 90000, false, true,  false",
        "  1100, 90000, false, true,  true",
        "  1100, 90000, false, false, false",
        " 19000, 90000, false, false, false",
        " 21000, 90000, false, false, true",
        "  9000, 90000, true,  false, false",
        " 11000, 90000, true,  false, true",
        // a process that stood still knows nothing of what its clients did meanwhile
        "  1100,     0, false, true,  false",
        "  1900,   900, false, true,  false",
        "  2100,  1100, false, true,  true",
        " 21000,   500, false, false, false",
        " 11000,   500, true,  false, false"
    })
    void idleTimeCountsWhileTheLoopRuns(long idle, long awake, boolean first, boolean draining, boolean overdue) {
        long now = Long.MIN_VALUE; // nanoTime may be anything, and overflow
        Sweep sweep = new Sweep(
                LIMITS, now, now - TimeUnit.MILLISECONDS.toNanos(awake), now - TimeUnit.MILLISECONDS.toNanos(idle));

        assertThat(sweep.isIdleOverdue(first, draining)).isEqualTo(overdue);
    }
}
