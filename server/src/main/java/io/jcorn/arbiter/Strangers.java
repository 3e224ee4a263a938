package io.jcorn.arbiter;

import io.jcorn.posix.Posix;
import java.io.IOException;
import java.time.Duration;

/**
 * Processes that an arbiter did not start and has to reap nevertheless: in a container it may be PID 1, which inherits
 * all whose parents have ended. The arbiter's thread.
 */
final class Strangers {
    private static final long INIT = 1;
    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private final Posix posix;
    private final WorkerTable workers;
    private long nextLook;

    Strangers(Posix posix, WorkerTable workers, long now) {
        this.posix = posix;
        this.workers = workers;
        this.nextLook = now;
    }

    /** Reaps those that have ended, about once a second. Reads {@code /proc}. */
    void reap(long now) {
        ProcessHandle self = ProcessHandle.current();
        if (self.pid() != INIT || now - nextLook < 0) {
            return;
        }
        nextLook = now + INTERVAL;
        // each by its number: a wait for anyone could take a worker's last words away
        self.children().map(ProcessHandle::pid).filter(pid -> !workers.has(pid)).forEach(this::reapIfEnded);
    }

    private void reapIfEnded(long pid) {
        try {
            var unused = posix.waitpid(pid);
        } catch (IOException e) {
            // no child of ours any more
        }
    }
}
