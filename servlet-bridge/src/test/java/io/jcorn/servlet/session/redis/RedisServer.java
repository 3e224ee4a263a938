package io.jcorn.servlet.session.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real redis-server; who asks for one where none is installed skips the test. */
public final class RedisServer implements AutoCloseable {
    private static final long START_SECONDS = 60;

    private final Path folder;
    private final List<String> options;
    private final int port = freePort();
    private Process process;

    /** @param options besides port and folder, such as {@code --appendonly yes} */
    public RedisServer(Path folder, String... options) {
        this(folder, List.of(), List.of(options));
    }

    private RedisServer(Path folder, List<String> first, List<String> options) {
        this.folder = folder;
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of("--port", "" + port, "--bind", "127.0.0.1", "--dir", folder.toString()));
        all.addAll(options);
        this.options = List.copyOf(all);
        start();
    }

    /** A Sentinel that alone decides about a master of the name {@code shop}, which has a password. */
    public static RedisServer sentinel(Path folder, RedisServer master, String password) {
        Path file = folder.resolve("sentinel.conf");
        try {
            Files.writeString(
                    file,
                    "sentinel monitor shop 127.0.0.1 " + master.port + " 1\n"
                            + "sentinel auth-pass shop " + password + "\n"
                            + "sentinel down-after-milliseconds shop 500\n"
                            + "sentinel failover-timeout shop 2000\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RedisServer(folder, List.of(file.toString(), "--sentinel"), List.of());
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public void start() {
        List<String> command = new ArrayList<>(List.of("redis-server"));
        command.addAll(options);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("redis-server is not installed: " + e.getMessage());
        }
        awaitAnswer();
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
                if (answer.startsWith("+") || answer.equals("-NOA")) {
                    return; // another error is told while it reads its file
                }
            } catch (IOException e) {
                Thread.onSpinWait(); // not yet
            }
        }
        throw new AssertionError("redis-server did not start, see " + folder.resolve("redis.log"));
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
