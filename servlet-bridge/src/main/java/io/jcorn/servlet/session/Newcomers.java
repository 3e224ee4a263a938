package io.jcorn.servlet.session;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Stored sessions whose clients have not come back yet, the latest of them: of crawlers, and of whoever keeps no cookies, none
 * ever does. Their copies go while they are young, for those that a garbage collector has seen a few times it keeps for long:
 * 100,000 of them were 230 MB of heap that nobody used. Any thread.
 */
final class Newcomers {
    private static final int MAX = 1000;

    private final Queue<BridgeSession> sessions = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Consumer<BridgeSession> giveUp;

    /** @param giveUp for those that are too many, the oldest first */
    Newcomers(Consumer<BridgeSession> giveUp) {
        this.giveUp = giveUp;
    }

    void add(BridgeSession session) {
        sessions.add(session);
        if (count.incrementAndGet() > MAX) {
            BridgeSession oldest = sessions.poll();
            if (oldest != null) {
                count.decrementAndGet();
                if (!oldest.hasJoined()) {
                    giveUp.accept(oldest);
                }
            }
        }
    }
}
