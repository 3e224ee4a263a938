package io.jcorn.arbiter;

import io.jcorn.arbiter.WorkerHandle.State;
import io.jcorn.boot.ExitCode;
import io.jcorn.boot.StatusLine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/** Finds workers that take too long for whatever they do. The arbiter's thread; times are {@code System.nanoTime()}. */
final class Timeouts {
    /** A pass that comes later than this after the last: this process was stopped itself, and its workers perhaps too. */
    private static final long OWN_STALL = Duration.ofSeconds(3).toNanos();

    /** After that nobody is blamed for so long: whoever was stopped gives a sign of life meanwhile. */
    private static final long AMNESTY = Duration.ofSeconds(2).toNanos();

    private static final long TICK = Duration.ofSeconds(1).toNanos();
    private static final long SHORT_TICK = Duration.ofMillis(50).toNanos();
    private static final Logger LOG = System.getLogger("jcorn.arbiter");

    private final WorkerTable workers;
    private final WorkerSignals signals;
    private long lastPass;
    private long blameFrom;

    Timeouts(WorkerTable workers, WorkerSignals signals, long now) {
        this.workers = workers;
        this.signals = signals;
        this.lastPass = now;
        this.blameFrom = now;
    }

    /**
     * Condemns workers that give no sign of life or do not get ready, marks those with a stuck request, and kills whose
     * time is over.
     *
     * @param replaced whether there are as many workers ready as there should be, those that leave not counted
     */
    void murderWorkers(boolean replaced, long now) {
        if (now - lastPass > OWN_STALL) {
            blameFrom = now + AMNESTY;
        }
        lastPass = now;
        boolean amnesty = now - blameFrom < 0;
        for (WorkerHandle worker : workers.all()) {
            if (worker.awaitsKill()) {
                checkEnd(worker, replaced, now);
            } else if (!amnesty && worker.is(State.BOOTING)) {
                checkBoot(worker, now);
            } else if (!amnesty && worker.is(State.READY)) {
                checkLiveness(worker, now);
            }
        }
    }

    private void checkBoot(WorkerHandle worker, long now) {
        long limit = worker.generation().bootTimeoutNanos();
        if (limit > 0 && now - worker.spawnedAt() > limit) {
            String message = "not ready within " + Duration.ofNanos(limit).toSeconds() + " s (boot-timeout)"
                    + worker.whileStarting();
            LOG.log(Level.ERROR, "WORKER TIMEOUT (pid:" + worker.pid() + "): " + message + ", thread dump follows");
            worker.failed(new StatusLine.Failed(ExitCode.APPLICATION, message));
            signals.condemn(worker, now);
        }
    }

    private void checkLiveness(WorkerHandle worker, long now) {
        long limit = worker.generation().timeoutNanos();
        if (limit == 0) {
            return;
        }
        if (now - worker.aliveAt() > limit) {
            logTimeout(worker, "no sign of life for " + seconds(now - worker.aliveAt()));
            signals.condemn(worker, now);
        } else if (!worker.isStuck() && worker.slot().stuckSince() != 0) {
            logTimeout(
                    worker,
                    "a request is stuck for " + seconds(now - worker.slot().stuckSince()));
            worker.stuck();
            signals.dumpThreads(worker);
        }
    }

    private void logTimeout(WorkerHandle worker, String why) {
        LOG.log(Level.ERROR, "WORKER TIMEOUT (pid:" + worker.pid() + "): " + why + ", thread dump follows");
        List<String> requests = worker.slot().inFlight();
        requests.forEach(request -> LOG.log(Level.ERROR, worker + " in flight: " + request));
    }

    private static String seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds() + " s";
    }

    private void checkEnd(WorkerHandle worker, boolean replaced, long now) {
        boolean hopeless = replaced && worker.hasOnlyStuckRequests();
        if (hopeless || now - worker.killAt() >= 0) {
            if (worker.is(State.DRAINING)) {
                LOG.log(Level.WARNING, worker + " has not ended in time, killing it");
            }
            signals.kill(worker);
        }
    }

    /** Nanoseconds until a pass may find something; a second at most, because the scoreboard calls nobody. */
    long untilNextPass(long now) {
        long nanos = TICK;
        for (WorkerHandle worker : workers.all()) {
            if (worker.hasEnded() || (worker.awaitsKill() && worker.isStuck())) {
                nanos = Math.min(nanos, SHORT_TICK);
            }
            if (worker.awaitsKill()) {
                nanos = Math.min(nanos, Math.max(0, worker.killAt() - now));
            }
        }
        return nanos;
    }
}
