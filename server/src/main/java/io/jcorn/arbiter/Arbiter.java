package io.jcorn.arbiter;

import io.jcorn.arbiter.WorkerHandle.State;
import io.jcorn.boot.ExitCode;
import io.jcorn.boot.StatusLine;
import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import io.jcorn.config.ConfigSource;
import io.jcorn.config.Version;
import io.jcorn.posix.ChildExit;
import io.jcorn.posix.Posix;
import io.jcorn.posix.UnixSignal;
import io.jcorn.sock.BindFailure;
import io.jcorn.sock.Listeners;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Owns the listening sockets, keeps the wanted number of workers alive, and does what signals tell it.
 *
 * <p>All state belongs to the thread that calls {@link #run}; others reach it through the {@link SignalQueue} only. No
 * step of the loop blocks.
 */
public final class Arbiter {
    private static final Logger LOG = System.getLogger("jcorn.arbiter");

    private final ConfigSource source;
    private final Posix posix;
    private final SignalQueue queue = new SignalQueue();
    private final WorkerTable workers = new WorkerTable();
    private final WorkerSignals signals;
    private final WorkerSpawner spawner;
    private final Workforce workforce;
    private final Timeouts timeouts;

    private Generation current;
    private int lastGeneration = 1;
    /** How many workers of the current generation are wanted. */
    private int target;

    private Optional<Pidfile> pidfile = Optional.empty();
    private Optional<SessionFolder> sessionFolder = Optional.empty();
    private Optional<Reload> reload = Optional.empty();
    private boolean reloadAgain;
    private boolean everReady;
    private Optional<Stop> stop = Optional.empty();

    /**
     * Loads the native library; nothing is open or running before {@link #run}.
     *
     * @param source read again at each HUP
     * @param first what to start with
     * @param command what a worker is
     */
    public Arbiter(ConfigSource source, Config first, WorkerCommand command) throws IOException {
        this.source = source;
        this.posix = Posix.load();
        this.current = new Generation(1, first, Listeners.none());
        this.target = first.workers();
        this.signals = new WorkerSignals(posix);
        this.spawner = new WorkerSpawner(posix, command, SharedScoreboard.create(posix), queue);
        this.workforce = new Workforce(workers, spawner, signals);
        this.timeouts = new Timeouts(workers, signals, System.nanoTime());
    }

    /** Runs until a signal or a failed start ends it; returns the {@link ExitCode}. Every worker has ended by then. */
    public int run() {
        try {
            start();
            while (!isOver()) {
                awaitEvent().ifPresent(this::handle);
                reapWorkers();
                long now = System.nanoTime();
                timeouts.murderWorkers(workforce.isComplete(current, target), now);
                if (stop.isEmpty()) {
                    manageReload(now);
                    manageWorkers(now);
                }
            }
            return stop.orElseThrow().exitCode();
        } catch (ConfigException | BindFailure | IOException e) {
            LOG.log(Level.ERROR, e.getMessage());
            return ExitCode.CONFIG;
        } finally {
            halt();
        }
    }

    private void start() throws ConfigException, BindFailure, IOException {
        Config config = current.config();
        LOG.log(Level.INFO, "Starting jcorn " + Version.current());
        if (config.pidfile().isPresent()) {
            pidfile = Optional.of(Pidfile.create(config.pidfile().get(), posix));
        }
        queue.handle(
                UnixSignal.HUP,
                UnixSignal.INT,
                UnixSignal.TERM,
                UnixSignal.TTIN,
                UnixSignal.TTOU,
                UnixSignal.USR1,
                UnixSignal.USR2,
                UnixSignal.WINCH);
        Listeners listeners = Listeners.open(
                posix, Listeners.addresses(config.bind(), System.getenv()), config.backlog(), config.umask());
        current = new Generation(1, config, listeners);
        LOG.log(
                Level.INFO,
                "Listening at: " + listeners.urls() + " ("
                        + ProcessHandle.current().pid() + ")");
        sessionFolder = Optional.of(SessionFolder.take(config));
        spawner.keepSessionsIn(sessionFolder.get());
        LOG.log(Level.INFO, "Using worker: " + config.workerClass().toString().toLowerCase(Locale.ROOT));
        workforce.spawnWorkers(current, target, System.nanoTime());
    }

    private Optional<Event> awaitEvent() {
        long now = System.nanoTime();
        long spawn = stop.isPresent() ? Long.MAX_VALUE : workforce.untilNextSpawn(current, target, now);
        return queue.take(Math.min(timeouts.untilNextPass(now), spawn));
    }

    private void handle(Event event) {
        if (event instanceof Event.Signalled signalled) {
            LOG.log(Level.INFO, "Handling signal: " + signalled.signal().lowerName());
            handleSignal(signalled.signal());
        } else if (event instanceof Event.Told told) {
            workers.byAge(told.age()).ifPresent(worker -> handleStatus(worker, told.line()));
        } else if (event instanceof Event.Ended ended) {
            workers.byAge(ended.age()).ifPresent(WorkerHandle::ended);
        }
    }

    private void handleSignal(UnixSignal signal) {
        switch (signal) {
            case TERM -> stop(stop.isEmpty(), ExitCode.OK);
            case INT -> stop(false, ExitCode.OK);
            case HUP -> startReload();
            case TTIN -> target++;
            case TTOU -> target = Math.max(1, target - 1);
            // USR1 would end a worker that has no handler yet
            case USR1 -> workers.where(worker -> worker.is(State.READY)).forEach(signals::reopenLogs);
            case USR2 -> LOG.log(Level.WARNING, "USR2 is ignored: an upgrade in place is not supported yet");
            case WINCH -> LOG.log(Level.DEBUG, "WINCH is ignored: this is no daemon");
            case QUIT, KILL -> throw new IllegalStateException(signal + " cannot be handled");
        }
    }

    private void handleStatus(WorkerHandle worker, StatusLine line) {
        long now = System.nanoTime();
        if (line instanceof StatusLine.Ready) {
            worker.ready(now);
            everReady = true;
            LOG.log(Level.DEBUG, worker + " is ready");
        } else if (line instanceof StatusLine.Failed failed) {
            worker.failed(failed);
            signals.awaitExit(worker, now);
        } else if (line instanceof StatusLine.Retiring) {
            worker.retire();
        }
    }

    private void reapWorkers() {
        for (WorkerHandle worker : workers.where(WorkerHandle::hasEnded)) {
            try {
                // empty for an instant at most: then the next pass asks again
                posix.waitpid(worker.pid()).ifPresent(exit -> bury(worker, exit));
            } catch (IOException e) {
                LOG.log(Level.ERROR, worker + " is lost: " + e.getMessage());
                bury(worker, new ChildExit.Code(ExitCode.APPLICATION));
            }
        }
    }

    private void bury(WorkerHandle worker, ChildExit exit) {
        workers.remove(worker);
        posix.close(worker.bootFd());
        Obituary.log(worker, exit);
        boolean wished = worker.is(State.DRAINING) || stop.isPresent();
        if (wished) {
            return;
        }
        if (reload.isPresent() && worker.isOf(reload.get().next())) {
            reload.get().fail(Obituary.bootFailure(worker, exit).message());
        } else if (!worker.wasReady()) {
            bootFailed(Obituary.bootFailure(worker, exit));
        } else if (!worker.isProven()) {
            workforce.failed(System.nanoTime());
        }
    }

    private void bootFailed(StatusLine.Failed failure) {
        String reason = "Worker failed to boot: " + failure.message();
        if (everReady) {
            long pause = workforce.failed(System.nanoTime()).toMillis();
            LOG.log(Level.ERROR, reason + "; next attempt in " + pause + " ms");
        } else {
            LOG.log(Level.ERROR, reason);
            stop(false, failure.code());
        }
    }

    private void manageWorkers(long now) {
        if (reload.isEmpty()) {
            workforce.recycleWorker(current);
        }
        workforce.manageWorkers(current, target, now);
    }

    /** Reads the configuration and boots a generation of it beside the current one, which is left as it is. */
    private void startReload() {
        if (stop.isPresent()) {
            return;
        }
        if (reload.isPresent()) {
            reloadAgain = true;
            return;
        }
        try {
            Config config = source.load();
            Listeners listeners = current.listeners()
                    .rebind(
                            posix,
                            Listeners.addresses(config.bind(), System.getenv()),
                            config.backlog(),
                            config.umask());
            var next = new Generation(++lastGeneration, config, listeners);
            reload = Optional.of(new Reload(next));
            workforce.spawnWorkers(next, config.workers(), System.nanoTime());
        } catch (ConfigException | BindFailure e) {
            logReloadFailure(e.getMessage());
        } catch (IOException e) {
            reload.orElseThrow().fail(e.getMessage());
        }
    }

    private void manageReload(long now) {
        if (reload.isEmpty()) {
            return;
        }
        Generation next = reload.get().next();
        if (reload.get().failure().isPresent()) {
            logReloadFailure(reload.get().failure().get());
            retire(next, current, now);
        } else if (workforce.isReady(next)) {
            Generation old = current;
            current = next;
            target = next.config().workers();
            LOG.log(Level.INFO, "Reloaded, listening at: " + next.listeners().urls());
            replacePidfile();
            retire(old, next, now);
        } else {
            return;
        }
        reload = Optional.empty();
        if (reloadAgain) {
            reloadAgain = false;
            startReload();
        }
    }

    /** Drains a generation's workers and closes the listeners that the generation which stays has no use for. */
    private void retire(Generation leaving, Generation staying, long now) {
        workers.where(worker -> worker.isOf(leaving)).forEach(worker -> signals.drain(worker, now));
        leaving.listeners().closeExcept(staying.listeners(), posix);
    }

    private static void logReloadFailure(String reason) {
        LOG.log(Level.ERROR, "Reload failed, the running workers stay: " + reason);
    }

    private void replacePidfile() {
        Optional<Path> wanted = current.config().pidfile();
        if (wanted.equals(pidfile.map(Pidfile::path))) {
            return;
        }
        pidfile.ifPresent(Pidfile::remove);
        pidfile = Optional.empty();
        try {
            if (wanted.isPresent()) {
                pidfile = Optional.of(Pidfile.create(wanted.get(), posix));
            }
        } catch (ConfigException e) {
            LOG.log(Level.ERROR, e.getMessage());
        }
    }

    /** Tells all workers to end. A second call makes it quick; the first one's exit code counts. */
    private void stop(boolean graceful, int exitCode) {
        long now = System.nanoTime();
        if (stop.isEmpty()) {
            stop = Optional.of(Stop.within(current.gracefulTimeout(), exitCode, now));
            reload.ifPresent(begun -> begun.next().listeners().closeExcept(current.listeners(), posix));
            closeListeners();
        }
        for (WorkerHandle worker : workers.all()) {
            if (graceful) {
                signals.drain(worker, now);
            } else {
                signals.quit(worker, now);
            }
        }
    }

    private boolean isOver() {
        return stop.isPresent()
                && (workers.isEmpty() || System.nanoTime() - stop.get().giveUpAt() >= 0);
    }

    /** Leaves nothing behind, however the loop ended. */
    private void halt() {
        workers.all().forEach(signals::kill);
        closeListeners();
        LOG.log(Level.INFO, "Shutting down: Master");
        pidfile.ifPresent(Pidfile::remove);
        sessionFolder.ifPresent(SessionFolder::close);
    }

    private void closeListeners() {
        current.listeners().closeExcept(Listeners.none(), posix);
        // a number that is closed may soon be another descriptor's
        current = new Generation(current.number(), current.config(), Listeners.none());
    }
}
