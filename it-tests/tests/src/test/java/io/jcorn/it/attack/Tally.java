package io.jcorn.it.attack;

import java.util.concurrent.atomic.LongAdder;

/** Counts what all attackers do, each on its own threads. */
final class Tally {
    private final LongAdder connections = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder cutOff = new LongAdder();

    void connected() {
        connections.increment();
    }

    void sent(int bytes) {
        sent.add(bytes);
    }

    void received(int bytes) {
        received.add(bytes);
    }

    void cutOff() {
        cutOff.increment();
    }

    Counts counts() {
        return new Counts(connections.sum(), sent.sum(), received.sum(), cutOff.sum());
    }
}
