package io.jcorn.worker;

import io.jcorn.app.Application;
import io.jcorn.boot.ScoreboardSlot;
import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import io.jcorn.config.WorkerClass;
import io.jcorn.http.HeadEncoder;
import io.jcorn.http.HeadLimits;
import io.jcorn.tls.TlsReloader;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLEngine;

/**
 * A worker at work: its loops, its threads and the application they serve.
 *
 * <p>What is asked of it from outside, {@link #drain} and {@link #awaitDrained}, is asked by the process's main thread
 * alone, see {@link WorkerMain}.
 */
final class Worker {
    private static final Logger LOG = System.getLogger("jcorn.worker");
    /** Threads where the setting leaves it to us: they are made when there is work for them, so many cost nothing. */
    private static final int DEFAULT_THREADS = 256;

    private static final long POLL_MILLIS = 10;

    private final Application application;
    private final Runnable onMaxRequests;
    private final Limits limits;
    private final Proxies proxies;
    private final TlsReloader tls;
    private final HandshakeThreads handshakes;
    private final Compression compression;
    private final AddressCounts addressCounts;
    private final ResponseMemory responseMemory =
            new ResponseMemory(Runtime.getRuntime().maxMemory());
    private final Relays relays;
    private final RequestThreads threads;
    private final Executor virtualThreads;
    private final HeadEncoder encoder = new HeadEncoder(InstantSource.system());
    private final Stats stats = new Stats();
    private final AccessLog accessLog;
    private final List<EventLoop> loops = new ArrayList<>();
    private final List<Acceptor> acceptors = new ArrayList<>();
    private final Watchdog watchdog;
    private final AtomicLong connectionIds = new AtomicLong();
    private final long maxRequests;
    /** Without a limit for virtual threads. */
    private final BodyThreads bodyThreads;

    private final AtomicBoolean retiring = new AtomicBoolean();
    private final boolean adaptive;
    private volatile boolean draining;
    private volatile boolean refusesRelays;
    private volatile boolean stopped;

    /** @param relays null if no other worker can hand over requests */
    Worker(
            Config config,
            Application application,
            List<ServerSocketChannel> listeners,
            ScoreboardSlot slot,
            Relays relays,
            Runnable onMaxRequests)
            throws IOException, ConfigException {
        this.relays = relays;
        this.application = application;
        this.onMaxRequests = onMaxRequests;
        this.limits = limits(config);
        this.proxies = Proxies.of(config);
        this.tls = config.isTls() ? TlsReloader.open(config) : null;
        this.handshakes = new HandshakeThreads(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        this.compression = Compression.of(config);
        this.addressCounts =
                config.connectionsPerAddress() == 0 ? null : new AddressCounts(config.connectionsPerAddress());
        this.adaptive = config.workerClass() == WorkerClass.ADAPTIVE;
        int loopCount = Math.max(1, Runtime.getRuntime().availableProcessors() / (2 * config.workers()));
        int mayWait = config.workerClass() == WorkerClass.SYNC ? 0 : config.waitingThreads();
        int limit = threadLimit(config);
        int reserve = config.workerClass() == WorkerClass.SYNC ? 0 : Math.max(1, limit / 4);
        this.threads = new RequestThreads(
                limit, loopCount, reserve, mayWait, config.queueTimeout().toNanos());
        this.virtualThreads = config.workerClass() == WorkerClass.VIRTUAL ? VirtualThreads.executor() : null;
        int half = Math.max(1, limit / 2);
        this.bodyThreads = new BodyThreads(virtualThreads == null ? half : Integer.MAX_VALUE);
        this.accessLog = AccessLog.open(config);
        for (int i = 0; i < loopCount; i++) {
            Acceptor acceptor = new Acceptor(listeners, Math.max(1, config.workerConnections() / loopCount));
            acceptors.add(acceptor);
            loops.add(new EventLoop(this, acceptor));
        }
        this.maxRequests = config.maxRequests() == 0
                ? Long.MAX_VALUE
                : config.maxRequests() + ThreadLocalRandom.current().nextLong(config.maxRequestsJitter() + 1);
        this.watchdog = new Watchdog(this, slot, loops, config.timeout().toNanos());
    }

    private static int threadLimit(Config config) {
        if (config.workerClass() == WorkerClass.SYNC) {
            return 1;
        }
        return config.threads() == 0 ? DEFAULT_THREADS : config.threads();
    }

    private static Limits limits(Config config) {
        return new Limits(
                new HeadLimits(
                        config.limitRequestLine(),
                        config.limitRequestFields(),
                        config.limitRequestFieldSize(),
                        config.limitRequestHead(),
                        config.permitMissingHost()),
                config.headTimeout().toNanos(),
                config.handshakeTimeout().toNanos(),
                config.bodyTimeout().toNanos(),
                config.writeTimeout().toNanos(),
                config.minBodyRate(),
                config.minWriteRate(),
                config.keepAlive().toNanos(),
                connectionRequests(config),
                config.bodyBuffer(),
                config.responseBuffer(),
                config.limitRequestBody());
    }

    private static long connectionRequests(Config config) {
        long most = config.keepAliveRequests();
        return config.keepAlive().isZero() ? 1 : most == 0 ? Long.MAX_VALUE : most;
    }

    /** Begins to accept connections. */
    void start() {
        if (tls != null) {
            tls.start();
        }
        loops.forEach(EventLoop::start);
        watchdog.start();
    }

    // ---- for connections and exchanges, from any thread

    Limits limits() {
        return limits;
    }

    /** For a new connection; null if it doesn't speak TLS: those of UNIX sockets never do. */
    SSLEngine tlsEngine(SocketChannel channel) throws IOException {
        return tls == null || !(channel.getLocalAddress() instanceof InetSocketAddress) ? null : tls.engine();
    }

    HandshakeThreads handshakes() {
        return handshakes;
    }

    Proxies proxies() {
        return proxies;
    }

    /** Null if nobody's connections are limited. */
    AddressCounts addressCounts() {
        return addressCounts;
    }

    /** Null if no other worker can hand over requests. */
    Relays relays() {
        return relays;
    }

    /** Null if no response is compressed. */
    Compression compression() {
        return compression;
    }

    Application application() {
        return application;
    }

    ResponseMemory responseMemory() {
        return responseMemory;
    }

    RequestThreads threads() {
        return threads;
    }

    /** Where requests run with {@code -k virtual}; null otherwise. */
    Executor virtualThreads() {
        return virtualThreads;
    }

    HeadEncoder encoder() {
        return encoder;
    }

    Stats stats() {
        return stats;
    }

    AccessLog accessLog() {
        return accessLog;
    }

    long nextConnectionId() {
        return connectionIds.incrementAndGet();
    }

    boolean isDraining() {
        return draining;
    }

    /** Whether a request that another worker hands over is not taken any more. */
    boolean refusesRelays() {
        return refusesRelays;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Whether a request may run on the event loop's thread: it won't wait for its client, and its mapping is quick. */
    boolean runsInline(Http1Exchange exchange) {
        return adaptive
                && exchange.requestBody().isPrefetched()
                && exchange.cost().isQuick();
    }

    /** Runs {@code task} on a request thread. */
    void execute(Runnable task) {
        if (virtualThreads == null) {
            threads.execute(task, false);
        } else {
            virtualThreads.execute(task);
        }
    }

    BodyThreads bodyThreads() {
        return bodyThreads;
    }

    /** Something without which a worker can't work. It ends the process; the arbiter replaces it. */
    void fail(String what, Throwable cause) {
        LOG.log(Level.ERROR, "Worker cannot go on: " + what, cause);
        accessLog.flush();
        Runtime.getRuntime().halt(1);
    }

    /** Tells, once, when {@code max_requests} have been served; goes on serving until it is replaced. */
    void checkMaxRequests() {
        if (stats.requests() >= maxRequests && retiring.compareAndSet(false, true)) {
            LOG.log(Level.INFO, "Autorestarting worker after current request.");
            onMaxRequests.run();
        }
    }

    // ---- for the main thread

    int pinnedSessions() {
        return application.pinnedSessions();
    }

    /**
     * Leaves new connections to the siblings and ends those that are open, each after its next response; what they hand over
     * is still served. Once, whoever calls it again.
     */
    void drain() {
        if (draining) {
            return;
        }
        draining = true;
        acceptors.forEach(Acceptor::close);
        loops.forEach(EventLoop::wakeup);
        execute(application::drain);
    }

    /** Leaves to the others the requests that they hand over, too: their sessions lose what this worker alone has. */
    void refuseRelays() {
        refusesRelays = true;
        loops.forEach(EventLoop::closeRelays);
    }

    /** Blocks until the last connection has gone, at most {@code atMost}; false if some are still there. */
    boolean awaitDrained(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!isDrained(() -> acceptors.stream().allMatch(Acceptor::isClosed), stats::connections)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    /** First whether none will come, then whether none is here: the other way round, one that came in between is overlooked. */
    static boolean isDrained(BooleanSupplier acceptsNoMore, IntSupplier connections) {
        return acceptsNoMore.getAsBoolean() && connections.getAsInt() == 0;
    }

    /** Closes what is open and stops the application. */
    void stop() {
        stopped = true;
        loops.forEach(EventLoop::wakeup);
        if (tls != null) {
            tls.close();
        }
        if (relays != null) {
            relays.close();
        }
        application.close();
    }
}
