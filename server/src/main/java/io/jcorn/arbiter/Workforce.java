package io.jcorn.arbiter;

import io.jcorn.arbiter.WorkerHandle.State;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps as many workers as wanted: spawns who is missing, drains who is too many or replaced. The arbiter's thread.
 *
 * <p>Always the new before the old: nobody that serves is drained while fewer than wanted would go on serving, except a
 * worker with a stuck request that has a sibling.
 */
final class Workforce {
    /** A worker that has been ready for so long was a good start. */
    private static final long PROVEN = Duration.ofSeconds(1).toNanos();

    private static final Logger LOG = System.getLogger("jcorn.arbiter");

    private final WorkerTable workers;
    private final WorkerSpawner spawner;
    private final WorkerSignals signals;
    private final Backoff backoff = new Backoff();

    Workforce(WorkerTable workers, WorkerSpawner spawner, WorkerSignals signals) {
        this.workers = workers;
        this.spawner = spawner;
        this.signals = signals;
    }

    /** Spawns all workers that {@code generation} lacks at once, whatever failed before. */
    void spawnWorkers(Generation generation, long now) throws IOException {
        for (int missing = missing(generation); missing > 0; missing--) {
            WorkerHandle worker = spawner.spawn(generation, workers.freeSlot(), now);
            workers.add(worker);
            LOG.log(Level.INFO, "Booting worker with pid: " + worker.pid());
        }
    }

    /** Brings the workers of {@code generation} to their target. */
    void manageWorkers(Generation generation, long now) {
        proveWorkers(now);
        spawnMissing(generation, now);
        drainSurplus(generation, now);
        drainReplaced(generation, now);
    }

    /** Has all workers of {@code generation} leave, which others replace. */
    void replace(Generation generation, long now) {
        workers.where(worker -> worker.isOf(generation)).forEach(worker -> signals.replace(worker, now));
    }

    /** Begins to replace one worker that asks for it; one at a time, so that capacity stays. */
    void recycleWorker(Generation generation) {
        boolean recycling = !workers.where(WorkerHandle::isLeaving).isEmpty();
        if (!recycling) {
            workers.serving(generation).stream()
                    .filter(WorkerHandle::isRetiring)
                    .findFirst()
                    .ifPresent(WorkerHandle::leave);
        }
    }

    /** Whether as many serve as there should be. */
    boolean isComplete(Generation generation) {
        return workers.serving(generation).size() >= generation.target();
    }

    /** Whether all workers that a generation began with are ready. */
    boolean isReady(Generation generation) {
        return workers.serving(generation).size() >= generation.config().workers();
    }

    /** A worker ended before it was of use. Returns how long its successor waits. */
    Duration failed(long now) {
        return backoff.failed(now);
    }

    /** Nanoseconds until who is missing may be spawned; more than any wait if nobody is. */
    long untilNextSpawn(Generation generation, long now) {
        return missing(generation) > 0 && !isFailing(generation) ? Math.max(0, backoff.remaining(now)) : Long.MAX_VALUE;
    }

    private int missing(Generation generation) {
        return generation.target() - workers.staying(generation).size();
    }

    /** A worker has told why it can't start. Its end decides whether there is another attempt, so nobody is spawned before. */
    private boolean isFailing(Generation generation) {
        return workers.all().stream()
                .anyMatch(worker -> worker.isOf(generation) && worker.failure().isPresent());
    }

    private void proveWorkers(long now) {
        for (WorkerHandle worker : workers.where(worker -> worker.is(State.READY))) {
            if (now - worker.readyAt() > PROVEN && worker.prove()) {
                backoff.succeeded();
            }
        }
    }

    private void spawnMissing(Generation generation, long now) {
        if (backoff.remaining(now) > 0 || isFailing(generation)) {
            return;
        }
        try {
            spawnWorkers(generation, now);
        } catch (IOException e) {
            Duration pause = backoff.failed(now);
            LOG.log(
                    Level.ERROR,
                    "Cannot spawn a worker: " + e.getMessage() + "; next attempt in " + pause.toMillis() + " ms");
        }
    }

    private void drainSurplus(Generation generation, long now) {
        for (int surplus = -missing(generation); surplus > 0; surplus--) {
            List<WorkerHandle> serving = workers.serving(generation);
            WorkerHandle leaver = serving.size() > generation.target()
                    ? serving.get(0)
                    : workers.where(worker -> worker.isOf(generation) && worker.is(State.BOOTING)).stream()
                            .max(Comparator.comparingInt(WorkerHandle::age))
                            .orElseThrow();
            signals.replace(leaver, now);
        }
    }

    private void drainReplaced(Generation generation, long now) {
        List<WorkerHandle> serving = workers.serving(generation);
        for (WorkerHandle worker : workers.where(worker -> worker.isOf(generation) && worker.isLeaving())) {
            boolean urgent = worker.isStuck() && !serving.isEmpty();
            if (urgent || isComplete(generation)) {
                signals.replace(worker, now);
            }
        }
    }
}
