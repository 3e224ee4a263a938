package io.jcorn.servlet.testing;

import io.jcorn.app.ConnectionInfo;
import io.jcorn.app.Exchange;
import io.jcorn.app.RequestBody;
import io.jcorn.app.Response;
import io.jcorn.http.HeadLimits;
import io.jcorn.http.HeadParser;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One request over byte arrays. Its tasks run on the test's thread, in {@link #awaitEnd}; a timeout set passes at once. */
final class TestExchange implements Exchange, ConnectionInfo {
    private final RequestHead head = new RequestHead();
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final MemoryBody body = new MemoryBody(this::execute);
    private final MemoryResponse response = new MemoryResponse(this::execute);
    private Runnable timeout;
    private boolean ended;
    private boolean aborted;

    /** @param request head and body, its lines ending with a mere LF */
    TestExchange(String request) throws HttpException {
        int end = request.indexOf("\n\n") + 2;
        byte[] bytes = request.substring(0, end).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] copy = Arrays.copyOf(bytes, bytes.length);
        if (new HeadParser(HeadLimits.DEFAULT).parse(copy, 0, copy.length, head) == 0) {
            throw new IllegalArgumentException("incomplete: " + request);
        }
        body.feed(request.substring(end).getBytes(StandardCharsets.UTF_8));
        body.end(Map.of());
    }

    /** Runs the exchange's tasks until it has ended. */
    void awaitEnd() {
        while (!ended) {
            Runnable task = tasks.poll();
            if (task == null) {
                task = timeout;
                timeout = null;
            }
            if (task == null) task = take();
            task.run();
        }
    }

    private Runnable take() {
        try {
            return tasks.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isAborted() {
        return aborted;
    }

    byte[] sent() {
        return response.body();
    }

    @Override
    public RequestHead request() {
        return head;
    }

    @Override
    public RequestBody body() {
        return body;
    }

    @Override
    public Response response() {
        return response;
    }

    @Override
    public ConnectionInfo connection() {
        return this;
    }

    @Override
    public boolean afterTurn(Runnable task) {
        return false;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void finish() {
        tasks.add(() -> ended = true);
    }

    @Override
    public void abort() {
        tasks.add(() -> {
            aborted = true;
            ended = true;
        });
    }

    @Override
    public void timeout(Duration after, Runnable task) {
        timeout = task;
    }

    @Override
    public void upgrade() {
        throw new UncheckedIOException(new java.io.IOException("not for tests"));
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public SocketAddress remoteAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
    }

    @Override
    public SocketAddress localAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 8000);
    }

    /** As if the client were a proxy that is trusted. */
    @Override
    public String prefix() {
        String field = head.field("X-Forwarded-Prefix");
        return field == null ? "" : field;
    }

    @Override
    public Map<Integer, byte[]> proxyTlvs() {
        return prefix().isEmpty() ? Map.of() : Map.of(0xea, new byte[] {1});
    }

    @Override
    public boolean secure() {
        return false;
    }
}
