package io.jcorn.servlet.request;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one thread at a time act for a request, and keeps what others ask for meanwhile. No thread ever waits: who finds
 * the turn taken leaves its event to the one that has it.
 *
 * <p>What a thread wrote before {@link #add} is seen by the one that gets the event from {@link #next}.
 */
final class Turn {
    private static final int TAKEN = 1;

    private final AtomicInteger word;

    private Turn(int word) {
        this.word = new AtomicInteger(word);
    }

    /** A turn that the caller has. */
    static Turn taken() {
        return new Turn(TAKEN);
    }

    /**
     * Adds events, bits other than the lowest.
     *
     * @return whether the caller has the turn now, and has to call {@link #next} until that is 0
     */
    boolean add(int events) {
        return (word.getAndUpdate(w -> w | events | TAKEN) & TAKEN) == 0;
    }

    /** With the turn: the events that were added since; 0 if there are none, and then the turn is given back. */
    int next() {
        if (word.compareAndSet(TAKEN, 0)) {
            return 0;
        }
        return word.getAndSet(TAKEN) & ~TAKEN;
    }
}
