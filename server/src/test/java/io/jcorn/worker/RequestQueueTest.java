package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestQueueTest {
    private static final long TIMEOUT = 1000;
    private static final Runnable TASK = new Thread();

    /** {@link System#nanoTime} may be negative. */
    private static final long START = -TIMEOUT - 500;

    private final RequestQueue queue = new RequestQueue(TIMEOUT);

    @Test
    void givesTheFirstFirst() {
        Runnable second = () -> {};
        queue.add(TASK, START);
        queue.add(second, START);
        assertThat(queue.poll()).isSameAs(TASK);
        assertThat(queue.poll()).isSameAs(second);
        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void takesUpABurst() {
        for (int i = 0; i < 10_000; i++) {
            queue.add(TASK, START);
        }
        assertThat(queue.isOverdue(START + TIMEOUT)).isFalse();
    }

    @Test
    void isOverdueWhenItsFirstHasWaitedLonger() {
        queue.add(TASK, START);
        queue.add(TASK, START + TIMEOUT);
        assertThat(queue.isOverdue(START + TIMEOUT)).isFalse();
        assertThat(queue.isOverdue(START + TIMEOUT + 1)).isTrue();
        queue.poll();
        assertThat(queue.isOverdue(START + 2 * TIMEOUT)).isFalse();
        assertThat(queue.isOverdue(START + 2 * TIMEOUT + 1)).isTrue();
        queue.poll();
        assertThat(queue.isOverdue(START + 2 * TIMEOUT + 1)).isFalse();
    }

    @Test
    void isNeverOverdueWithoutATimeout() {
        RequestQueue patient = new RequestQueue(0);
        patient.add(TASK, START);
        assertThat(patient.isOverdue(START + (1L << 60))).isFalse();
    }
}
