package io.jcorn.arbiter;

import io.jcorn.boot.Signals;
import io.jcorn.posix.Posix;
import io.jcorn.posix.UnixSignal;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The one way into the arbiter's thread: any thread puts, the arbiter takes. */
final class SignalQueue {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** Queues these signals from now on instead of what the JVM does at them, also if who started it has them ignored. */
    void handle(Posix posix, UnixSignal... signals) {
        for (UnixSignal signal : signals) {
            posix.restoreDefault(signal);
            Signals.handle(signal.name(), () -> put(new Event.Signalled(signal)));
        }
    }

    void put(Event event) {
        events.add(event);
    }

    /** The next event; empty when none came within {@code nanos}. */
    Optional<Event> take(long nanos) {
        try {
            return Optional.ofNullable(events.poll(nanos, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the arbiter's thread", e);
        }
    }
}
