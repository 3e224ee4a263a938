package io.jcorn.config;

import static io.jcorn.config.Setting.Section.WORKERS;

import java.time.Duration;
import java.util.List;

/** How many workers there are, how they run requests, and when one is replaced. */
final class WorkerSettings {
    private WorkerSettings() {}

    static final Setting<Integer> WORKERS_COUNT = Setting.of(WORKERS, "workers", new Numbers.Whole(1, 1000))
            .flag("-w")
            .defaultsTo("1")
            .environment("WEB_CONCURRENCY", "")
            .doc("""
            The number of worker processes. Each is a JVM with threads of its own, so one uses all cores; a second one
            keeps the service up while the first hangs, is out of memory or is replaced. TTIN and TTOU change the number
            while jcorn runs, HUP resets it. The heap of each takes up to a quarter of the memory, as any JVM's, and with
            more than three of them all together up to three quarters; `--jvm-opt -Xmx1g` says otherwise.""");

    static final Setting<WorkerClass> WORKER_CLASS = Setting.of(
                    WORKERS, "worker-class", new Texts.Choice<>("CLASS", List.of(WorkerClass.values())))
            .flag("-k")
            .defaultsTo("adaptive")
            .doc("""
            How a worker runs requests: `adaptive`, `gthread`, `sync` or `virtual`. `adaptive` runs a servlet that has
            lately been quick on the event loop, and any other on a thread; `gthread` runs each request on one of its
            threads; `sync` runs one request at a time; `virtual` runs each on a virtual thread (Java 21 or newer).""");

    static final Setting<Integer> THREADS = Setting.of(WORKERS, "threads", new Numbers.Whole(0, 100_000))
            .defaultsTo("0")
            .doc("""
            How many requests a worker runs at a time on threads; 0 leaves it to jcorn, which makes up to 256 as they are
            needed. A quarter more may run of those that are mostly short, below 20 milliseconds; and those that wait for
            clients to read don't count, see `waiting-threads`. `sync` has one; `virtual` has no such limit.""");

    static final Setting<Integer> WAITING_THREADS = Setting.of(
                    WORKERS, "waiting-threads", new Numbers.Whole(0, 100_000))
            .defaultsTo("1000")
            .doc("""
            How many more threads a worker may have for requests whose clients are slow to take what is sent beyond
            `response-buffer`. Past it the one that reads the slowest is given up: its connection is reset. 0 means none:
            such requests count among `threads`, and clients that are slow enough hold all of them. `sync` has none,
            `virtual` needs none.""");

    static final Setting<Duration> QUEUE_TIMEOUT = Setting.of(WORKERS, "queue-timeout", new Numbers.Seconds())
            .defaultsTo("10")
            .doc("""
            How long a request may wait for a thread: when one has waited longer, those that come are answered 503 with
            Retry-After, at once, until no request has waited that long. So a burst is waited for, and an overload that
            lasts makes nobody wait in vain. Those that wait already are served. 0 means that all wait, whatever comes. With `virtual` none
            waits.""");

    static final Setting<Integer> WORKER_CONNECTIONS = Setting.of(
                    WORKERS, "worker-connections", new Numbers.Whole(1, Integer.MAX_VALUE))
            .defaultsTo("10000")
            .doc("""
            How many connections a worker holds open at a time. Past it the worker leaves new ones to its siblings or in
            the queue.""");

    static final Setting<Integer> CONNECTIONS_PER_ADDRESS = Setting.of(
                    WORKERS, "connections-per-address", new Numbers.Whole(0, Integer.MAX_VALUE))
            .defaultsTo("0")
            .doc("""
            How many connections a worker holds open at a time for one client's address; more are closed at once. 0 means
            any. By the PROXY protocol the client's address is the one that the proxy tells. Proxies that
            `forwarded-allow-ips` names are not counted: they bring the requests of many.""");

    static final Setting<Duration> TIMEOUT = Setting.of(WORKERS, "timeout", new Numbers.Seconds())
            .flag("-t")
            .defaultsTo("30")
            .doc("""
            How long a worker may be silent before it is killed and replaced. A worker is silent when it hangs as a
            whole, and when all it has to run requests on is held up that long; the log then names the requests and
            holds a thread dump. 0 means never.""");

    static final Setting<Duration> BOOT_TIMEOUT = Setting.of(WORKERS, "boot-timeout", new Numbers.Seconds())
            .defaultsTo("120")
            .doc("""
            How long a worker may take from its start until its applications are ready. A slower one counts as failed.
            0 means as long as it takes.""");

    static final Setting<Duration> GRACEFUL_TIMEOUT = Setting.of(WORKERS, "graceful-timeout", new Numbers.Seconds())
            .defaultsTo("30")
            .doc("""
            How long a worker that is told to stop may take to finish its requests. It is killed after that.""");

    static final Setting<Long> MAX_REQUESTS = Setting.of(WORKERS, "max-requests", new Numbers.Count())
            .defaultsTo("0")
            .doc("""
            After how many requests a worker is replaced; 0 means never. Its successor is ready before it leaves. Use it
            against an application that leaks.""");

    static final Setting<Long> MAX_REQUESTS_JITTER = Setting.of(WORKERS, "max-requests-jitter", new Numbers.Count())
            .defaultsTo("0")
            .doc("""
            How much is added to `max-requests` at the most. Each worker adds another random number from 0 to it, so that
            not all are replaced at once.""");

    static final List<Setting<?>> ALL = List.of(
            WORKERS_COUNT,
            WORKER_CLASS,
            THREADS,
            WAITING_THREADS,
            QUEUE_TIMEOUT,
            WORKER_CONNECTIONS,
            CONNECTIONS_PER_ADDRESS,
            TIMEOUT,
            BOOT_TIMEOUT,
            GRACEFUL_TIMEOUT,
            MAX_REQUESTS,
            MAX_REQUESTS_JITTER);
}
