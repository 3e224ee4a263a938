package io.jcorn.arbiter;

import io.jcorn.boot.InheritedListener;
import io.jcorn.boot.ParentWatch;
import io.jcorn.boot.Scoreboard;
import io.jcorn.boot.ScoreboardSlot;
import io.jcorn.boot.ScoreboardSlot.Counter;
import io.jcorn.boot.Signals;
import io.jcorn.boot.StatusPipe;
import io.jcorn.boot.WorkerBoot;
import io.jcorn.sock.BindAddress;
import io.jcorn.sock.InheritedListeners;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/**
 * A worker for tests: all that a worker and its arbiter have to do with each other, and no HTTP. A connection sends one
 * word and a line end; the answer ends with the connection. The variable MODE makes it misbehave at its start, the word
 * does so later.
 */
final class TestWorker {
    private static final long HEARTBEAT_MILLIS = 200;

    private final WorkerBoot boot;
    private final StatusPipe status;
    private final ScoreboardSlot slot;
    private final Set<String> inherited;
    private volatile boolean alive = true;
    private volatile boolean draining;

    private TestWorker(WorkerBoot boot, StatusPipe status, Set<String> inherited) throws IOException {
        this.inherited = inherited;
        this.boot = boot;
        this.status = status;
        this.slot = Scoreboard.map(Path.of(boot.scoreboard())).slot(boot.slot());
    }

    public static void main(String[] arguments) throws Exception {
        Set<String> inherited = descriptors();
        String mode = System.getenv().getOrDefault("MODE", "");
        WorkerBoot boot = WorkerBoot.read();
        StatusPipe status = StatusPipe.open();
        ParentWatch.start(() -> {}, () -> Runtime.getRuntime().halt(0));
        switch (mode) {
            case "fails" -> {
                status.failed(Integer.parseInt(System.getenv("CODE")), "no application here");
                System.exit(Integer.parseInt(System.getenv("CODE")));
            }
            case "dies" -> System.exit(9);
            case "hangs" -> {
                status.starting("slow.war at /slow");
                new CountDownLatch(1).await();
            }
            default -> new TestWorker(boot, status, inherited).serve();
        }
    }

    private void serve() throws IOException {
        Selector selector = Selector.open();
        for (InheritedListener inherited : boot.listeners()) {
            ServerSocketChannel listener =
                    InheritedListeners.open(inherited.fd(), BindAddress.parse(inherited.address()));
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
        }
        Signals.handle("TERM", () -> {
            draining = true;
            selector.wakeup();
        });
        Signals.handle("INT", () -> Runtime.getRuntime().halt(0));
        slot.heartbeat(System.nanoTime());
        status.ready();
        while (!draining || isStuck()) {
            if (alive) {
                slot.heartbeat(System.nanoTime());
            }
            selector.select(HEARTBEAT_MILLIS);
            for (SelectionKey key : draining ? List.<SelectionKey>of() : selector.selectedKeys()) {
                accept((ServerSocketChannel) key.channel());
            }
            selector.selectedKeys().clear();
        }
        Runtime.getRuntime().halt(0);
    }

    private boolean isStuck() {
        return slot.stuckSince() != 0;
    }

    private void accept(ServerSocketChannel listener) throws IOException {
        try (SocketChannel connection = listener.accept()) {
            if (connection != null) { // else a sibling was faster
                ByteBuffer word = ByteBuffer.allocate(64);
                while (word.position() == 0 || word.get(word.position() - 1) != '\n') {
                    connection.read(word);
                }
                String request = new String(word.array(), 0, word.position() - 1, StandardCharsets.UTF_8);
                connection.write(ByteBuffer.wrap(answer(request).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private String answer(String request) throws IOException {
        switch (request) {
            case "exit" -> Runtime.getRuntime().halt(7);
            case "silent" -> {
                slot.inFlight(List.of("GET /silent 5000ms loop"));
                alive = false;
            }
            case "stuck" -> {
                slot.inFlight(List.of("GET /stuck 9000ms thread-1"));
                slot.set(Counter.IN_FLIGHT, 1);
                slot.set(Counter.STUCK, 1);
                slot.stuckSince(System.nanoTime());
            }
            case "retire" -> status.retiring();
            case "reply" -> {
                return System.getenv().getOrDefault("REPLY", "");
            }
            case "descriptors" -> {
                return String.join("\n", inherited);
            }
            default -> {
                // asks for the pid alone
            }
        }
        return Long.toString(ProcessHandle.current().pid());
    }

    /** What each descriptor refers to, once: {@code pipe:[123]}, {@code socket:[45]}, a path. */
    private static Set<String> descriptors() throws IOException {
        var targets = new TreeSet<String>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path link : links) {
                if (Files.isSymbolicLink(link)) {
                    targets.add(Files.readSymbolicLink(link).toString());
                }
            }
        }
        return targets;
    }
}
