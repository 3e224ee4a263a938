package io.jcorn.worker;

import io.jcorn.boot.ScoreboardSlot;
import io.jcorn.boot.ScoreboardSlot.Counter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that watches a worker's loops and request threads, and tells the arbiter how they fare.
 *
 * <p>Each period it looks at each loop: an inline request that it sees twice has overstayed and loses the loop. But not
 * yet if its thread waits for nothing but a processor: then the machine is busy, and another leader would wait for one, too,
 * or it computes, and may be at its end.
 *
 * <p>A few times a second it writes the scoreboard: the heartbeat is the time of the loop that was last alive longest ago,
 * so a stalled loop, and a stalled JVM, go silent by themselves.
 */
final class Watchdog implements Runnable {
    private static final long PERIOD_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long CALM_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** So many periods may an inline request take that isn't blocked. */
    private static final int PATIENCE = 10;
    /** Periods without an inline request before the watch slows down. */
    private static final int CALM_AFTER = 20;

    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** A request in flight for so long is named on the scoreboard. */
    private static final long NOTABLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int MAX_NAMED = 32;

    private final Worker worker;
    private final ScoreboardSlot slot;
    private final List<EventLoop> loops;
    private final long timeoutNanos;
    /** What was last seen of each loop's {@link Lead}, and how often since it was new. The watchdog's. */
    private final long[] seen;

    private final int[] again;

    Watchdog(Worker worker, ScoreboardSlot slot, List<EventLoop> loops, long timeoutNanos) {
        this.worker = worker;
        this.slot = slot;
        this.loops = loops;
        this.timeoutNanos = timeoutNanos;
        this.seen = new long[loops.size()];
        this.again = new int[seen.length];
    }

    void start() {
        Thread thread = new Thread(this, "jcorn-watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        int calm = 0;
        long nextReport = System.nanoTime();
        while (!worker.isStopped()) {
            LockSupport.parkNanos(calm > CALM_AFTER ? CALM_NANOS : PERIOD_NANOS);
            calm = watchLoops() ? 0 : calm + 1;
            long now = System.nanoTime();
            if (now - nextReport >= 0) {
                nextReport = now + REPORT_NANOS;
                report(now);
            }
        }
    }

    /** Takes loops from leaders that overstay; returns whether any loop was at work. */
    private boolean watchLoops() {
        boolean busy = false;
        for (int i = 0; i < seen.length; i++) {
            EventLoop loop = loops.get(i);
            long word = loop.lead.seen();
            if (word != seen[i]) {
                busy = true;
                seen[i] = word;
                again[i] = 0;
            } else if (Lead.isInline(word) && (++again[i] >= PATIENCE || !loop.isLeaderRunnable())) {
                loop.lead.take(word);
            }
        }
        return busy;
    }

    private void report(long now) {
        long heartbeat = now;
        for (EventLoop loop : loops) {
            heartbeat = Math.min(heartbeat, loop.lastTurn());
        }
        worker.stats().publish(slot);
        worker.accessLog().flush();
        reportThreads(now);
        slot.heartbeat(heartbeat);
        worker.checkMaxRequests();
    }

    private record Busy(RequestThread thread, Http1Exchange exchange, long millis) {
        @Override
        public String toString() {
            return exchange.request().method() + " " + exchange.request().target() + " " + millis + "ms "
                    + thread.getName();
        }
    }

    private void reportThreads(long now) {
        List<Busy> notable = new ArrayList<>();
        int busy = 0;
        int stuck = 0;
        long stuckSince = 0;
        for (RequestThread thread : worker.threads().all()) {
            Http1Exchange exchange = thread.serving();
            if (exchange == null) {
                continue;
            }
            boolean waits = thread.waitsForClient();
            busy += waits ? 0 : 1;
            long progress = thread.progressNanos();
            if (now - exchange.begun() > NOTABLE_NANOS) {
                notable.add(new Busy(thread, exchange, TimeUnit.NANOSECONDS.toMillis(now - exchange.begun())));
            }
            if (timeoutNanos > 0 && !waits && now - progress > timeoutNanos) {
                stuck++;
                stuckSince = stuckSince == 0 ? progress : Math.min(stuckSince, progress);
            }
        }
        notable.sort(Comparator.comparingLong(Busy::millis).reversed());
        slot.inFlight(notable.stream().limit(MAX_NAMED).map(Busy::toString).toList());
        slot.set(Counter.BUSY_THREADS, busy);
        slot.set(Counter.STUCK, stuck);
        slot.stuckSince(stuckSince);
    }
}
