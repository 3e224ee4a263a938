package io.jcorn.servlet.session;

import io.jcorn.servlet.session.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Destroys expired sessions of all a worker's applications now and then, and tells the store each second which ones were
 * used, on a daemon thread of its own.
 */
public final class SessionSweeper implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger("jcorn.session");

    private final List<Sessions> swept;
    private final Duration interval;
    private final Thread thread;

    private SessionSweeper(List<Sessions> swept, Duration interval) {
        this.swept = List.copyOf(swept);
        this.interval = interval;
        this.thread = new Thread(this::run, "jcorn-session-sweeper");
        thread.setDaemon(true);
    }

    public static SessionSweeper start(List<Sessions> swept) {
        return start(swept, INTERVAL);
    }

    static SessionSweeper start(List<Sessions> swept, Duration interval) {
        SessionSweeper sweeper = new SessionSweeper(swept, interval);
        sweeper.thread.start();
        return sweeper;
    }

    private void run() {
        try {
            long flush = Math.min(interval.toMillis(), FLUSH_INTERVAL.toMillis());
            for (long slept = 0; ; slept += flush) {
                Thread.sleep(flush);
                if (slept >= interval.toMillis()) {
                    slept = 0;
                    each(Sessions::sweep);
                }
                each(Sessions::flush);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** A store that can't be reached now is tried again the next time. */
    private void each(Consumer<Sessions> task) {
        for (Sessions sessions : swept) {
            try {
                task.accept(sessions);
            } catch (StoreException e) {
                LOG.log(System.Logger.Level.WARNING, "Sessions can't be swept now: " + e.getMessage());
            } catch (RuntimeException | Error e) {
                LOG.log(System.Logger.Level.ERROR, "Sessions can't be swept", e);
            }
        }
    }

    /** Lets a sweep that is under way end by itself. Doesn't block. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
