package io.jcorn.arbiter;

import io.jcorn.arbiter.WorkerHandle.State;
import io.jcorn.boot.ExitCode;
import io.jcorn.boot.StatusLine;
import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import io.jcorn.config.ConfigSource;
import io.jcorn.config.SessionStoreKind;
import io.jcorn.config.Version;
import io.jcorn.posix.ChildExit;
import io.jcorn.posix.Posix;
import io.jcorn.posix.UnixSignal;
import io.jcorn.sock.BindFailure;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
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

    private final Posix posix;
    private final SignalQueue queue = new SignalQueue();
    private final WorkerTable workers = new WorkerTable();
    private final WorkerSignals signals;
    private final WorkerSpawner spawner;
    private final TempFolders tempFolders;
    private final Workforce workforce;
    private final Generations generations;
    private final Timeouts timeouts;
    private final Strangers strangers;

    private Optional<Pidfile> pidfile = Optional.empty();
    private Optional<SessionFolder> sessionFolder = Optional.empty();
    private boolean everReady;
    private Optional<Stop> stop = Optional.empty();

    /**
     * Loads the native library and makes the scoreboard; nothing listens or runs before {@link #run}.
     *
     * @param source read again at each HUP
     * @param first what to start with
     * @param command what a worker is
     */
    public Arbiter(ConfigSource source, Config first, WorkerCommand command) throws IOException {
        this.posix = Posix.load();
        this.signals = new WorkerSignals(posix);
        var scoreboard = SharedScoreboard.create(posix);
        this.tempFolders = TempFolders.create();
        this.spawner = new WorkerSpawner(posix, command, scoreboard, tempFolders, queue);
        this.workforce = new Workforce(workers, spawner, signals);
        this.generations = new Generations(source, first, posix, workforce);
        this.timeouts = new Timeouts(workers, signals, System.nanoTime());
        this.strangers = new Strangers(posix, workers, System.nanoTime());
    }

    /** Runs until a signal or a failed start ends it; returns the {@link ExitCode}. Every worker has ended by then. */
    public int run() {
        try {
            start();
            while (!isOver()) {
                awaitEvent().ifPresent(this::handle);
                reapWorkers();
                long now = System.nanoTime();
                strangers.reap(now);
                timeouts.murderWorkers(workforce.isComplete(generations.current()), now);
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
        queue.handle(
                posix,
                UnixSignal.HUP,
                UnixSignal.INT,
                UnixSignal.TERM,
                UnixSignal.TTIN,
                UnixSignal.TTOU,
                UnixSignal.USR1,
                UnixSignal.USR2,
                UnixSignal.WINCH);
        LOG.log(Level.INFO, "Starting jcorn " + Version.current());
        Config config = generations.current().config();
        if (config.pidfile().isPresent()) {
            pidfile = Optional.of(Pidfile.create(config.pidfile().get(), posix));
        }
        generations.open();
        LOG.log(
                Level.INFO,
                "Listening at: " + generations.current().urls() + " ("
                        + ProcessHandle.current().pid() + ")");
        warnOfUser(config);
        keepSessions(config);
        LOG.log(Level.INFO, "Using worker: " + config.workerClass().toString().toLowerCase(Locale.ROOT));
        workforce.spawnWorkers(generations.current(), System.nanoTime());
    }

    /** gunicorn's setting of this name changes the user of its workers too. */
    private static void warnOfUser(Config config) throws IOException {
        Optional<UserPrincipal> user = config.user();
        if (user.isPresent() && !user.get().equals(Files.getOwner(Path.of("/proc/self")))) {
            LOG.log(
                    Level.WARNING,
                    "user: the UNIX sockets are " + user.get().getName() + "'s, but the workers run as "
                            + System.getProperty("user.name")
                            + "; to run them as somebody else, start jcorn as that user");
        }
    }

    private void keepSessions(Config config) throws ConfigException {
        if (config.sessionStore().kind() != SessionStoreKind.REDIS) {
            sessionFolder = Optional.of(SessionFolder.take(config));
            spawner.keepSessionsIn(sessionFolder.get());
        }
    }

    private Optional<Event> awaitEvent() {
        long now = System.nanoTime();
        long spawn = stop.isPresent() ? Long.MAX_VALUE : workforce.untilNextSpawn(generations.current(), now);
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
            case HUP -> reload();
            case TTIN -> generations.resize(1);
            case TTOU -> generations.resize(-1);
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
            LOG.log(Level.INFO, worker + " is ready");
        } else if (line instanceof StatusLine.Failed failed) {
            worker.failed(failed);
            signals.awaitExit(worker, now);
        } else if (line instanceof StatusLine.Starting starting) {
            worker.starts(starting.app());
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
        tempFolders.clean(worker.age());
        Obituary.log(worker, exit);
        StatusLine.Failed why = Obituary.bootFailure(worker, exit);
        boolean wished = worker.is(State.DRAINING) || stop.isPresent();
        // one that is of neither generation was withdrawn with its own
        if (wished || generations.failed(worker, why.message()) || !worker.isOf(generations.current())) {
            return;
        }
        if (!worker.wasReady()) {
            bootFailed(why);
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
        if (!generations.isReloading()) {
            workforce.recycleWorker(generations.current());
        }
        workforce.manageWorkers(generations.current(), now);
    }

    private void reload() {
        if (stop.isEmpty()) {
            generations.reload(System.nanoTime());
        }
    }

    private void manageReload(long now) {
        if (generations.manageReload(now)) {
            pidfile = Pidfile.replace(pidfile, generations.current().config().pidfile(), posix);
        }
    }

    /** Tells all workers to end. A second call makes it quick; the first one's exit code counts. */
    private void stop(boolean graceful, int exitCode) {
        long now = System.nanoTime();
        if (stop.isEmpty()) {
            stop = Optional.of(Stop.within(generations.current().gracefulTimeout(), exitCode, now));
            generations.close();
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
        generations.close();
        tempFolders.delete();
        LOG.log(Level.INFO, "Shutting down: Master");
        pidfile.ifPresent(Pidfile::remove);
        sessionFolder.ifPresent(SessionFolder::close);
    }
}
