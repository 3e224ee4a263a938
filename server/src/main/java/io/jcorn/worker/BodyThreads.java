package io.jcorn.worker;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How many requests may have a thread while their bodies are still to come: half of the threads, so that clients that send
 * slowly, or without end, leave some to the others. Who finds none waits, and is next before all who come later. Any thread.
 */
final class BodyThreads {
    private final Set<Http1Connection> waiting = new LinkedHashSet<>();
    private int free;

    BodyThreads(int most) {
        free = most;
    }

    /**
     * Takes one for {@code connection}'s request; {@link #release} gives it back.
     *
     * @return false if there is none: {@link Http1Connection#threadIsFree} will tell when there is
     */
    synchronized boolean take(Http1Connection connection) {
        if (takeFree()) {
            return true;
        }
        waiting.add(connection);
        return false;
    }

    /** As {@link #take} for who won't wait. @return false if there is none */
    synchronized boolean takeFree() {
        if (free == 0) {
            return false;
        }
        free--;
        return true;
    }

    /** The request of whoever took one is over: the next that waits has it. */
    void release() {
        Http1Connection next = next();
        if (next != null) {
            next.threadIsFree();
        }
    }

    private synchronized Http1Connection next() {
        Iterator<Http1Connection> all = waiting.iterator();
        if (!all.hasNext()) {
            free++;
            return null;
        }
        Http1Connection next = all.next();
        all.remove();
        return next;
    }

    /** {@code connection} was closed; if it is told all the same, it has taken one. */
    synchronized void forget(Http1Connection connection) {
        waiting.remove(connection);
    }
}
