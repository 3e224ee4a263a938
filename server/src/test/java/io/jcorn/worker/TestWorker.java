package io.jcorn.worker;

import io.jcorn.app.Application;
import io.jcorn.app.Cost;
import io.jcorn.app.Exchange;
import io.jcorn.app.Service;
import io.jcorn.boot.Scoreboard;
import io.jcorn.boot.ScoreboardSlot;
import io.jcorn.config.Config;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** A real worker on a real socket in this JVM, with an application of five lines. Closing it drains and stops it. */
final class TestWorker implements AutoCloseable {
    /** What answers a request. */
    interface Handler {
        Service.Outcome serve(Exchange exchange) throws Exception;
    }

    final ScoreboardSlot slot;
    final CountDownLatch retired = new CountDownLatch(1);
    private final Worker worker;
    private final ByPath application;
    private final InetSocketAddress address;

    TestWorker(Map<String, String> settings, Handler handler) throws Exception {
        this(settings, null, handler);
    }

    /** One that hands over requests and takes them, unless {@code relays} is null. */
    TestWorker(Map<String, String> settings, Relays relays, Handler handler) throws Exception {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        listener.configureBlocking(false);
        address = (InetSocketAddress) listener.getLocalAddress();
        Path board = Files.createTempFile("scoreboard", "");
        slot = Scoreboard.map(board).slot(0);
        Files.delete(board);
        Map<String, String> all = new HashMap<>(Config.of(Map.of()).toMap());
        all.putAll(settings);
        application = new ByPath(handler);
        worker = new Worker(Config.of(all), application, List.of(listener), slot, relays, retired::countDown);
        worker.start();
    }

    /** Every worker class that this JVM has. */
    static Stream<String> workerClasses() {
        Stream<String> everywhere = Stream.of("adaptive", "gthread", "sync");
        return Runtime.version().feature() < 21 ? everywhere : Stream.concat(everywhere, Stream.of("virtual"));
    }

    InetSocketAddress address() {
        return address;
    }

    int connections() {
        return worker.stats().connections();
    }

    /** Of the requests for a path, of which there was one. */
    Cost cost(String path) {
        return application.costs.get(path);
    }

    Worker worker() {
        return worker;
    }

    @Override
    public void close() {
        try {
            worker.drain();
            worker.awaitDrained(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            worker.stop();
        }
    }

    /** One cost for each path, as a servlet mapping has. */
    private record ByPath(Handler handler, Map<String, Cost> costs) implements Application {
        ByPath(Handler handler) {
            this(handler, new ConcurrentHashMap<>());
        }

        @Override
        public Service route(RequestHead head) throws HttpException {
            Cost cost = costs.computeIfAbsent(head.rawPath(), path -> new Cost());
            return new Service() {
                @Override
                public Cost cost() {
                    return cost;
                }

                @Override
                public Outcome serve(Exchange exchange) throws Exception {
                    return handler.serve(exchange);
                }
            };
        }

        @Override
        public void close() {}
    }

    /** For measuring by hand: serves /plaintext and /sleep until it is killed. */
    public static void main(String[] args) throws Exception {
        byte[] hello = "Hello, World!".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        TestWorker worker = new TestWorker(Map.of(), exchange -> {
            if (exchange.request().rawPath().startsWith("/sleep")) {
                Thread.sleep(10);
            }
            exchange.response().head().set("Content-Type", "text/plain");
            exchange.response().write(hello, 0, hello.length);
            return Service.Outcome.DONE;
        });
        System.out.println(worker.address().getPort());
        Thread.currentThread().join();
    }
}
