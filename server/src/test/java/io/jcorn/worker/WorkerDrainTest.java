package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerDrainTest {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger connections = new AtomicInteger();

    /** What the loop's leader does, whose thread may run between any two steps of the main thread. */
    private void acceptTheLast() {
        connections.set(3);
        closed.set(true);
    }

    @Test
    void connectionsThatComeWhileItLooksAreNotOverlooked() {
        boolean drained = Worker.isDrained(
                () -> {
                    boolean seen = closed.get();
                    acceptTheLast();
                    return seen;
                },
                () -> {
                    int seen = connections.get();
                    acceptTheLast();
                    return seen;
                });

        assertThat(drained).isFalse();
    }

    @Test
    void isOverWhenTheLastHasGone() {
        acceptTheLast();
        assertThat(Worker.isDrained(closed::get, connections::get)).isFalse();
        connections.set(0);
        assertThat(Worker.isDrained(closed::get, connections::get)).isTrue();
    }
}
