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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A worker process: boots the application, serves until it is told to stop, drains and ends.
 *
 * <p>The main thread does all of it; signal handlers and the {@link ParentWatch} only put an {@link Order} into its queue.
 */
public final class WorkerMain {
    private static final Logger LOG = System.getLogger("jcorn.worker");

    /** What a worker may be told. */
    private enum Order {
        /** TERM, or the arbiter is gone: finish what was begun. */
        DRAIN,
        /** INT: stop at once. */
        QUIT
    }

    private static final String SERVER_INFO = "jcorn/" + version();
    /** Signals that are the arbiter's business: a stray one must not end a worker. */
    private static final List<String> IGNORED = List.of("HUP", "TTIN", "TTOU", "WINCH", "USR2");

    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

    private WorkerMain() {}

    /** Started by the arbiter with the descriptors that {@link WorkerBoot} tells; exits with an {@link ExitCode}. */
    public static void main(String[] args) throws Exception {
        int code = new WorkerMain().run();
        // not exit(): an application's shutdown hooks and threads that never end must not keep a worker
        System.err.flush();
        System.out.flush();
        Runtime.getRuntime().halt(code);
    }

    private int run() throws IOException, InterruptedException {
        handle("TERM", Order.DRAIN);
        handle("INT", Order.QUIT);
        IGNORED.forEach(signal -> Signals.handle(signal, () -> {}));
        WorkerBoot boot = WorkerBoot.read();
        ParentWatch.start(() -> orders.add(Order.DRAIN));
        StatusPipe status = StatusPipe.open();
        Config config;
        try {
            config = Config.of(boot.settings());
        } catch (ConfigException e) {
            status.failed(ExitCode.CONFIG, e.getMessage());
            return ExitCode.CONFIG;
        }
        Logs.configure(config.logLevel());
        ScoreboardSlot slot = Scoreboard.map(Path.of(boot.scoreboard())).slot(boot.slot());
        Path temp = Files.createTempDirectory("jcorn-worker-");
        try {
            return serve(boot, config, slot, status, temp);
        } finally {
            delete(temp);
        }
    }

    private int serve(WorkerBoot boot, Config config, ScoreboardSlot slot, StatusPipe status, Path temp)
            throws IOException, InterruptedException {
        Application application;
        try {
            application = deploy(boot, config, temp);
        } catch (DeploymentException e) {
            int code = e.kind() == DeploymentException.Kind.UNREADABLE ? ExitCode.ARCHIVE : ExitCode.APPLICATION;
            status.failed(code, e.getMessage());
            return code;
        } catch (RuntimeException | LinkageError e) {
            // a fault of ours: the arbiter's line is short, the trace is for whoever mends it
            LOG.log(Level.ERROR, "fault while deploying", e);
            status.failed(ExitCode.APPLICATION, "fault while deploying: " + e);
            return ExitCode.APPLICATION;
        }
        Worker worker;
        try {
            worker = new Worker(config, application, listeners(boot), slot, () -> retiring(status));
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            status.failed(ExitCode.CONFIG, e.getMessage());
            return ExitCode.CONFIG;
        }
        Signals.handle("USR1", () -> worker.accessLog().reopen());
        worker.start();
        slot.phase(ScoreboardSlot.Phase.READY);
        status.ready();
        return untilTold(worker, slot, config.gracefulTimeout());
    }

    private int untilTold(Worker worker, ScoreboardSlot slot, Duration graceful) throws InterruptedException {
        Order order = orders.take();
        slot.phase(ScoreboardSlot.Phase.DRAINING);
        LOG.log(
                Level.INFO,
                "Worker exiting (pid: {0})",
                Long.toString(ProcessHandle.current().pid()));
        if (order == Order.DRAIN) {
            worker.drain();
            long end = System.nanoTime() + graceful.toNanos();
            while (!worker.awaitDrained(Duration.ofMillis(50)) && System.nanoTime() < end) {
                if (orders.contains(Order.QUIT)) {
                    break;
                }
            }
        }
        worker.stop();
        return ExitCode.OK;
    }

    private static void retiring(StatusPipe status) {
        try {
            status.retiring();
        } catch (IOException e) {
            LOG.log(Level.ERROR, "cannot tell the arbiter that max_requests is reached", e);
        }
    }

    private static Application deploy(WorkerBoot boot, Config config, Path temp) throws DeploymentException {
        ApplicationFactory factory = ServiceLoader.load(ApplicationFactory.class)
                .findFirst()
                .orElseThrow(() -> new DeploymentException(
                        DeploymentException.Kind.FAILED, "no servlet-bridge on the worker's class path", null));
        List<AppSpec> specs = config.apps().stream()
                .map(app -> new AppSpec(app.contextPath(), app.location()))
                .toList();
        return factory.create(
                specs, new AppEnvironment(SERVER_INFO, config.workDir(), temp, boot.age(), boot.settings()));
    }

    private static List<ServerSocketChannel> listeners(WorkerBoot boot) throws IOException {
        List<ServerSocketChannel> channels = new ArrayList<>();
        for (InheritedListener listener : boot.listeners()) {
            ServerSocketChannel channel = InheritedListeners.open(listener.fd(), BindAddress.parse(listener.address()));
            channel.configureBlocking(false);
            channels.add(channel);
        }
        return channels;
    }

    private void handle(String signal, Order order) {
        Signals.handle(signal, () -> orders.add(order));
    }

    private static String version() {
        String version = WorkerMain.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.sorted(java.util.Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "temporary files left in {0}: {1}", folder, e.getMessage());
        }
    }
}
