package io.jcorn.it;

import java.time.Duration;

/** The longest time that a worker let pass between two answers, or before the first one, while a request waited. Any thread. */
final class Pulse {
    private int waiting;
    private long since;
    private long longest;

    synchronized void asked() {
        if (waiting++ == 0) {
            since = System.nanoTime();
        }
    }

    synchronized void answered() {
        look();
        since = System.nanoTime();
        waiting--;
    }

    /** @return the longest time since the last call, that which lasts included */
    synchronized Duration takeLongest() {
        look();
        Duration taken = Duration.ofNanos(longest);
        longest = 0;
        since = System.nanoTime();
        return taken;
    }

    private void look() {
        if (waiting > 0) {
            longest = Math.max(longest, System.nanoTime() - since);
        }
    }
}
