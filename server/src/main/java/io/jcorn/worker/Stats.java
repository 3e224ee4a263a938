package io.jcorn.worker;

import io.jcorn.boot.ScoreboardSlot;
import io.jcorn.boot.ScoreboardSlot.Counter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** A worker's counters. Any thread adds; the watchdog publishes them on the scoreboard now and then. */
final class Stats {
    private final LongAdder requests = new LongAdder();
    private final LongAdder begun = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder relayed = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final AtomicInteger connections = new AtomicInteger();

    /** A request has been parsed and is about to be served. */
    void begun() {
        begun.increment();
    }

    /** It was answered, or broken off. */
    void served(int status) {
        requests.increment();
        if (status >= 500) {
            errors.increment();
        }
    }

    /** It was begun here and answered by another worker, which counts it. */
    void relayed() {
        relayed.increment();
    }

    /** A request was answered that no service saw. */
    void refused() {
        refused.increment();
    }

    /** How many were begun and not finished, those that hold no thread included. */
    long inFlight() {
        long done = requests.sum() + relayed.sum(); // first: a request between the two sums counts as in flight
        return Math.max(0, begun.sum() - done);
    }

    void connectionOpened() {
        connections.incrementAndGet();
    }

    void connectionClosed() {
        connections.decrementAndGet();
    }

    int connections() {
        return connections.get();
    }

    long requests() {
        return requests.sum() + refused.sum();
    }

    void publish(ScoreboardSlot slot) {
        slot.set(Counter.REQUESTS, requests());
        slot.set(Counter.ERRORS, errors.sum());
        slot.set(Counter.IN_FLIGHT, inFlight());
        slot.set(Counter.CONNECTIONS, connections.get());
    }
}
