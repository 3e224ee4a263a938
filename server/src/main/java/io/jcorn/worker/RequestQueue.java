package io.jcorn.worker;

import java.util.ArrayDeque;

/**
 * What waits for a thread, the first come first. {@link RequestThreads} guards it by its lock.
 *
 * <p>A queue is good while it takes up a burst, and bad when it stands: then each request waits as long as the queue is, and no
 * more of them are served for it. How many wait tells nothing of that; how long the first has waited does, whatever a request
 * takes.
 */
final class RequestQueue {
    private record Waiting(Runnable task, long since) {}

    private final long timeoutNanos;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** @param timeoutNanos 0 for a queue that is never overdue */
    RequestQueue(long timeoutNanos) {
        this.timeoutNanos = timeoutNanos;
    }

    /** @param now by {@link System#nanoTime} */
    void add(Runnable task, long now) {
        waiting.add(new Waiting(task, now));
    }

    /** The next one; null if there is none. */
    Runnable poll() {
        Waiting first = waiting.poll();
        return first == null ? null : first.task;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Whether somebody has waited for longer than the timeout: who comes now would, too. */
    boolean isOverdue(long now) {
        Waiting first = waiting.peek();
        return timeoutNanos > 0 && first != null && now - first.since > timeoutNanos;
    }
}
