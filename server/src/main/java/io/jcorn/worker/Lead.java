package io.jcorn.worker;

import io.jcorn.app.Cost;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who leads an event loop, as one atomic word.
 *
 * <pre>
 *   even  ──enter──► odd      the leader runs a request inline
 *   odd   ──leave──► even     it came back in time and leads on
 *   odd   ──take───► TAKEN    the watchdog, or the leader itself, has given the loop to another thread
 *   TAKEN ──begin──► even     that thread leads now
 * </pre>
 *
 * Whoever loses the compare-and-set on an odd value leads no more: it finishes its request and leaves the loop's state
 * alone. What the leader wrote before {@link #enter} is seen by the next leader.
 */
final class Lead {
    private static final long TAKEN = -1;

    private final AtomicLong word = new AtomicLong();
    private final Runnable findLeader;
    /** The leader's own count; its value at the last {@link #enter} is handed over with the lead. */
    private long turn;
    /** Whose request runs inline, handed over as {@code turn} is; null if it is nobody's in particular. */
    private Cost inline;

    /** @param findLeader called when the lead was taken: has another thread call {@link #begin} */
    Lead(Runnable findLeader) {
        this.findLeader = findLeader;
    }

    /** The current thread becomes the leader. */
    void begin() {
        turn = (turn | 1) + 1;
        word.set(turn);
    }

    /**
     * The leader is about to run a request inline; returns what {@link #leave} and {@link #take} want.
     *
     * @param cost is told if the request overstays; null tells nobody
     */
    long enter(Cost cost) {
        inline = cost;
        long entered = ++turn;
        word.setRelease(entered);
        return entered;
    }

    /** The inline request is over; returns whether the caller still leads. */
    boolean leave(long entered) {
        if (word.compareAndSet(entered, entered + 1)) {
            turn = entered + 1;
            return true;
        }
        return false;
    }

    /** The word as it is: odd while a request runs inline. */
    long seen() {
        return word.get();
    }

    /** Whether a request runs inline while {@code word} is seen. */
    static boolean isInline(long word) {
        return (word & 1) == 1 && word > 0;
    }

    /** Takes the loop away from a leader that is still in the inline request {@code entered}, and finds a new one. */
    boolean take(long entered) {
        if (isInline(entered) && word.compareAndSet(entered, TAKEN)) {
            if (inline != null) {
                inline.overstayed(); // now: if it hangs, the next ones of its mapping would hang inline, too
            }
            findLeader.run();
            return true;
        }
        return false;
    }
}
