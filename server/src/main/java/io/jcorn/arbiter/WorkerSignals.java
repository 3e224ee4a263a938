package io.jcorn.arbiter;

import io.jcorn.arbiter.WorkerHandle.State;
import io.jcorn.boot.WorkerBoot;
import io.jcorn.posix.Posix;
import io.jcorn.posix.UnixSignal;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** What the arbiter says to a worker by signal or boot pipe, and how long it gives it to obey. Never throws: a worker may be gone. */
final class WorkerSignals {
    /** To write a thread dump. */
    private static final Duration DUMP = Duration.ofSeconds(1);
    /** To close the applications after the graceful timeout. */
    private static final Duration CLOSE = Duration.ofSeconds(1);
    /** To end without finishing what is in flight. */
    private static final Duration QUICK = Duration.ofSeconds(2);
    /** To exit after it has told why it cannot start. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger("jcorn.arbiter");

    private final Posix posix;

    WorkerSignals(Posix posix) {
        this.posix = posix;
    }

    /**
     * Finish what you have, within the graceful timeout, and stay for nothing else. Heard once: who does so already goes on.
     * A worker that still boots has nothing to finish, and its application may not let it listen for a long while.
     */
    void drain(WorkerHandle worker, long now) {
        long deadline = now + worker.generation().gracefulTimeout().plus(CLOSE).toNanos();
        if (worker.is(State.BOOTING)) {
            quit(worker, now);
        } else if (worker.is(State.READY)) {
            worker.drain(deadline);
            send(worker, UnixSignal.TERM);
        } else if (worker.is(State.DRAINING)) {
            worker.killBy(deadline);
            send(worker, UnixSignal.TERM);
        }
    }

    /**
     * The same for a worker that others replace: first it stays for the sessions that are pinned to it, as long as settings
     * say. Said once: who leaves already is left alone.
     */
    void replace(WorkerHandle worker, long now) {
        Duration stay = worker.generation().config().sessionPinTimeout();
        if (worker.is(State.READY) && !stay.isZero()) {
            worker.drain(now
                    + worker.generation()
                            .gracefulTimeout()
                            .plus(CLOSE)
                            .plus(stay)
                            .toNanos());
            tellReplaced(worker);
        } else if (!worker.awaitsKill()) {
            drain(worker, now);
        }
    }

    private void tellReplaced(WorkerHandle worker) {
        try {
            posix.write(worker.bootFd(), new byte[] {WorkerBoot.REPLACED});
        } catch (IOException e) {
            LOG.log(Level.DEBUG, worker + ": " + e.getMessage()); // it has just ended
        }
    }

    /** End at once. */
    void quit(WorkerHandle worker, long now) {
        long deadline = now + QUICK.toNanos();
        if (worker.awaitsKill()) {
            worker.killBy(deadline);
        } else {
            worker.drain(deadline);
        }
        send(worker, UnixSignal.INT);
    }

    /** Write a thread dump, and be killed. */
    void condemn(WorkerHandle worker, long now) {
        worker.condemn(now + DUMP.toNanos());
        dumpThreads(worker);
    }

    /** It exits by itself in a moment. */
    void awaitExit(WorkerHandle worker, long now) {
        if (!worker.awaitsKill()) {
            worker.condemn(now + LAST_WORDS.toNanos());
        }
    }

    /** The JVM writes the dump to its standard error, which is the arbiter's, and goes on. */
    void dumpThreads(WorkerHandle worker) {
        send(worker, UnixSignal.QUIT);
    }

    void reopenLogs(WorkerHandle worker) {
        send(worker, UnixSignal.USR1);
    }

    void kill(WorkerHandle worker) {
        worker.killed();
        send(worker, UnixSignal.KILL);
    }

    private void send(WorkerHandle worker, UnixSignal signal) {
        try {
            // its pid stays taken until it is reaped, so this never reaches a stranger
            posix.kill(worker.pid(), signal);
        } catch (IOException e) {
            LOG.log(Level.ERROR, worker + ": " + e.getMessage());
        }
    }
}
