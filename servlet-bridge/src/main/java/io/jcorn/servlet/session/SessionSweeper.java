package io.jcorn.servlet.session;

import java.time.Duration;
import java.util.List;

/** Destroys expired sessions of all a worker's applications now and then, on a daemon thread of its own. */
public final class SessionSweeper implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final List<Sessions> swept;
    private final Thread thread;

    private SessionSweeper(List<Sessions> swept) {
        this.swept = List.copyOf(swept);
        this.thread = new Thread(this::run, "jcorn-session-sweeper");
        thread.setDaemon(true);
    }

    public static SessionSweeper start(List<Sessions> swept) {
        SessionSweeper sweeper = new SessionSweeper(swept);
        sweeper.thread.start();
        return sweeper;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(INTERVAL.toMillis());
                swept.forEach(Sessions::sweep);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** Lets a sweep that is under way end by itself. Doesn't block. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
