package io.jcorn.worker;

import io.jcorn.app.AppEnvironment;
import io.jcorn.app.Application;
import io.jcorn.app.ApplicationFactory;
import io.jcorn.app.ApplicationFactory.AppSpec;
import io.jcorn.app.DeploymentException;
import io.jcorn.boot.ExitCode;
import io.jcorn.boot.InheritedListener;
import io.jcorn.boot.ParentWatch;
import io.jcorn.boot.Scoreboard;
import io.jcorn.boot.ScoreboardSlot;
import io.jcorn.boot.Signals;
import io.jcorn.boot.StatusPipe;
import io.jcorn.boot.WorkerBoot;
import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import io.jcorn.log.Logs;
import io.jcorn.sock.BindAddress;
import io.jcorn.sock.InheritedListeners;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A worker process: boots the application, serves until it is told to stop, drains and ends.
 *
 * <p>The main thread does all of it; signal handlers and the {@link ParentWatch} only put an {@link Order} into its queue.
 * What may hang in that thread is the application, at its start and at its end: so two others may end the process.
 */
public final class WorkerMain {
    private static final Logger LOG = System.getLogger("jcorn.worker");

    /** What a worker may be told. */
    private enum Order {
        /** Others replace it: serve pinned sessions for a while, then as below. */
        STAY,
        /** TERM, or the arbiter is gone: finish what was begun. */
        DRAIN,
        /** INT: stop at once. */
        QUIT
    }

    private static final String SERVER_INFO = "jcorn/" + version();
    /** Signals that are the arbiter's business: a stray one must not end a worker. */
    private static final List<String> IGNORED = List.of("HUP", "TTIN", "TTOU", "WINCH", "USR2");

    /** What closing the applications may take after the graceful timeout. */
    private static final Duration LAST_RESORT = Duration.ofSeconds(2);

    private static final Duration LOOK_FOR_ORDERS = Duration.ofMillis(50);
    private static final Duration LOOK_FOR_PINNED = Duration.ofMillis(250);

    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final WorkerBoot boot;
    private final ScoreboardSlot slot;
    private final StatusPipe status;
    /** Null before it serves. */
    private volatile Worker serving;

    private volatile boolean orphaned;

    private WorkerMain(WorkerBoot boot, ScoreboardSlot slot, StatusPipe status) {
        this.boot = boot;
        this.slot = slot;
        this.status = status;
    }

    /** Started by the arbiter with the descriptors that {@link WorkerBoot} tells; exits with an {@link ExitCode}. */
    public static void main(String[] args) throws IOException {
        IGNORED.forEach(signal -> Signals.handle(signal, () -> {}));
        WorkerBoot boot = WorkerBoot.read();
        ScoreboardSlot slot = Scoreboard.map(Path.of(boot.scoreboard())).slot(boot.slot());
        var worker = new WorkerMain(boot, slot, StatusPipe.open());
        int code = ExitCode.APPLICATION;
        try {
            code = worker.run();
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            // without its main thread it would hear no order any more
            LOG.log(Level.ERROR, "Worker cannot go on", e);
        }
        worker.exit(code);
    }

    private int run() throws IOException, InterruptedException {
        Signals.handle("TERM", () -> orders.add(Order.DRAIN));
        Signals.handle("INT", () -> orders.add(Order.QUIT));
        ParentWatch.start(() -> orders.add(Order.STAY), this::arbiterGone);
        Config config;
        Worker worker;
        try {
            config = Config.of(boot.settings());
            worker = start(config);
        } catch (DeploymentException e) {
            boolean unreadable = e.kind() == DeploymentException.Kind.UNREADABLE;
            return failed(unreadable ? ExitCode.ARCHIVE : ExitCode.APPLICATION, e.getMessage());
        } catch (ConfigException | IOException e) {
            return failed(ExitCode.CONFIG, e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            // a fault of ours: the arbiter's line is short, the trace is for whoever mends it
            LOG.log(Level.ERROR, "fault while starting", e);
            return failed(ExitCode.APPLICATION, "fault while starting: " + e);
        }
        slot.phase(ScoreboardSlot.Phase.READY);
        status.ready();
        return untilTold(worker, config);
    }

    private int failed(int code, String message) throws IOException {
        status.failed(code, message);
        return code;
    }

    private Worker start(Config config) throws DeploymentException, ConfigException, IOException {
        Logs.configure(config.logLevel());
        boot.tempFolder().make();
        Relays relays = relays(config);
        Application application = deploy(config, relays);
        Worker worker = new Worker(config, application, listeners(), slot, relays, this::retiring);
        Signals.handle("USR1", () -> worker.accessLog().reopen());
        serving = worker;
        worker.start();
        return worker;
    }

    /** Null if requests of sessions are not to be handed over, or can't. */
    private Relays relays(Config config) {
        if (!config.pinsSessions()) {
            return null;
        }
        try {
            return Relays.open(boot.tempFolder(), boot.age());
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "Workers can't hand each other requests; a session attribute that doesn't serialize is missing in the others: "
                            + e.getMessage());
            return null;
        }
    }

    private Application deploy(Config config, Relays relays) throws DeploymentException {
        ApplicationFactory factory = ServiceLoader.load(ApplicationFactory.class)
                .findFirst()
                .orElseThrow(() -> new DeploymentException(
                        DeploymentException.Kind.FAILED, "no servlet-bridge on the worker's class path", null));
        List<AppSpec> specs = config.apps().stream()
                .map(app -> new AppSpec(app.contextPath(), app.location()))
                .toList();
        return factory.create(
                specs,
                new AppEnvironment(
                        SERVER_INFO,
                        config.workDir(),
                        boot.tempFolder().path(),
                        boot.age(),
                        relays == null ? null : relays.self().toString(),
                        boot.settings()),
                this::starting);
    }

    private void starting(String app) {
        try {
            status.starting(app);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "cannot tell the arbiter what is started: {0}", e.toString());
        }
    }

    private List<ServerSocketChannel> listeners() throws IOException {
        List<ServerSocketChannel> channels = new ArrayList<>();
        for (InheritedListener listener : boot.listeners()) {
            ServerSocketChannel channel = InheritedListeners.open(listener.fd(), BindAddress.parse(listener.address()));
            channel.configureBlocking(false);
            channels.add(channel);
        }
        return channels;
    }

    private void retiring() {
        try {
            status.retiring();
        } catch (IOException e) {
            LOG.log(Level.ERROR, "cannot tell the arbiter that max_requests is reached", e);
        }
    }

    private int untilTold(Worker worker, Config config) throws InterruptedException {
        Order order = orders.take();
        slot.phase(ScoreboardSlot.Phase.DRAINING);
        if (order == Order.STAY) {
            order = stay(worker, config.sessionPinTimeout());
        }
        Duration graceful = config.gracefulTimeout();
        LOG.log(
                Level.INFO,
                "Worker exiting (pid: {0})",
                Long.toString(ProcessHandle.current().pid()));
        exitAfter(order == Order.DRAIN ? graceful.plus(LAST_RESORT) : LAST_RESORT);
        if (order == Order.DRAIN) {
            worker.drain();
            worker.refuseRelays();
            long end = System.nanoTime() + graceful.toNanos();
            while (!worker.awaitDrained(LOOK_FOR_ORDERS) && System.nanoTime() < end) {
                if (orders.contains(Order.QUIT)) {
                    break;
                }
            }
        }
        worker.stop();
        return ExitCode.OK;
    }

    /** Leaves clients to the others, which hand over the requests of pinned sessions. @return how to end */
    private Order stay(Worker worker, Duration atMost) throws InterruptedException {
        if (worker.pinnedSessions() > 0) {
            LOG.log(Level.INFO, "Worker stays for pinned sessions: " + worker.pinnedSessions());
        }
        worker.drain();
        long end = System.nanoTime() + atMost.toNanos();
        while (worker.pinnedSessions() > 0 && System.nanoTime() < end) {
            Order order = orders.poll(LOOK_FOR_PINNED.toMillis(), TimeUnit.MILLISECONDS);
            if (order != null) {
                return order;
            }
        }
        return Order.DRAIN;
    }

    /** Whatever happens: the application's end may hang, and there may be no arbiter any more to kill this process. */
    private void exitAfter(Duration time) {
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> exit(ExitCode.OK));
    }

    /** While the application still starts there is nothing to finish, and it could keep the listeners open for ever. */
    private void arbiterGone() {
        orphaned = true;
        orders.add(Order.DRAIN);
        if (serving == null) {
            exit(ExitCode.OK);
        }
    }

    /** Not {@code System.exit}: an application's shutdown hooks and threads that never end must not keep a worker. */
    private void exit(int code) {
        Worker worker = serving;
        if (worker != null) {
            worker.accessLog().flush(); // here at last: an application may have taken its time
        }
        try {
            boot.tempFolder().delete();
            if (orphaned) {
                boot.tempFolder().deleteEmptyParent();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "temporary files are left: {0}", e.toString());
        }
        System.err.flush();
        System.out.flush();
        Runtime.getRuntime().halt(code);
    }

    private static String version() {
        String version = WorkerMain.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
