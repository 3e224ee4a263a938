package io.jcorn.servlet.request;

import io.jcorn.app.ConnectionInfo;
import io.jcorn.app.Exchange;
import io.jcorn.http.HeadLimits;
import io.jcorn.http.HeadParser;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import io.jcorn.servlet.testing.MemoryBody;
import io.jcorn.servlet.testing.MemoryResponse;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An exchange over byte arrays. Its tasks wait until a test has them {@link #runTasks run}, or go to the test's executor;
 * its timeout passes when a test says so.
 */
final class MemoryExchange implements Exchange {
    private final RequestHead head = new RequestHead();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Executor executor;
    private final MemoryBody body;
    private final MemoryResponse response;
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicInteger aborted = new AtomicInteger();
    private volatile Duration timeoutAfter;
    private volatile Runnable timeoutTask;
    private volatile boolean upgraded;
    private boolean secure;

    /** @param executor null to collect tasks */
    private MemoryExchange(String text, Executor executor) {
        this.executor = executor == null ? this::enqueue : executor;
        this.body = new MemoryBody(this.executor);
        this.response = new MemoryResponse(this.executor);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            int length = new HeadParser(HeadLimits.DEFAULT).parse(bytes, 0, bytes.length, head);
            if (length == 0) {
                throw new IllegalArgumentException("incomplete head: " + text);
            }
            body.feed(java.util.Arrays.copyOfRange(bytes, length, bytes.length));
        } catch (HttpException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole request. Lines may end with a mere LF, which the head's get turned into CRLF. */
    static MemoryExchange of(String head, String body) {
        MemoryExchange exchange = open(head + (body.isEmpty() ? "" : "\nContent-Length: " + body.length()), null);
        exchange.body.feed(body.getBytes(StandardCharsets.ISO_8859_1));
        exchange.body.end(Map.of());
        return exchange;
    }

    static MemoryExchange get(String target, String... fields) {
        return of(
                String.join("\n", "GET " + target + " HTTP/1.1\nHost: example.org", String.join("\n", fields))
                        .strip(),
                "");
    }

    /** A request whose body a test feeds. */
    static MemoryExchange open(String head, Executor executor) {
        return new MemoryExchange(head.replace("\n", "\r\n") + "\r\n\r\n", executor);
    }

    MemoryExchange secure() {
        secure = true;
        return this;
    }

    private synchronized void enqueue(Runnable task) {
        tasks.add(task);
    }

    private synchronized Runnable poll() {
        return tasks.poll();
    }

    /** Runs what waits for a request thread, and what that adds. @return how many tasks ran */
    int runTasks() {
        int ran = 0;
        for (Runnable task = poll(); task != null; task = poll()) {
            task.run();
            ran++;
        }
        return ran;
    }

    Duration timeoutAfter() {
        return timeoutTask == null ? null : timeoutAfter;
    }

    /** The timeout's time has come. */
    void passTimeout() {
        Runnable task = timeoutTask;
        timeoutTask = null;
        if (task != null) {
            executor.execute(task);
        }
    }

    int finishes() {
        return finished.get();
    }

    int aborts() {
        return aborted.get();
    }

    boolean isUpgraded() {
        return upgraded;
    }

    @Override
    public RequestHead request() {
        return head;
    }

    @Override
    public MemoryBody body() {
        return body;
    }

    @Override
    public MemoryResponse response() {
        return response;
    }

    @Override
    public ConnectionInfo connection() {
        return new ConnectionInfo() {
            @Override
            public long id() {
                return 7;
            }

            @Override
            public SocketAddress remoteAddress() {
                return new InetSocketAddress("203.0.113.9", 50_000);
            }

            @Override
            public SocketAddress localAddress() {
                return new InetSocketAddress("192.0.2.1", 8080);
            }

            @Override
            public boolean secure() {
                return secure;
            }
        };
    }

    @Override
    public boolean afterTurn(Runnable task) {
        return false;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void finish() {
        finished.incrementAndGet();
        timeoutTask = null;
    }

    @Override
    public void abort() {
        aborted.incrementAndGet();
        timeoutTask = null;
    }

    @Override
    public void timeout(Duration after, Runnable task) {
        timeoutAfter = after;
        timeoutTask = task;
    }

    @Override
    public void upgrade() {
        upgraded = true;
    }
}
