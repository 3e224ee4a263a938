package io.jcorn.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real nginx or HAProxy in front of jcorn. Closing it ends it. */
final class FrontProxy implements AutoCloseable {
    private final Process process;
    private final InetSocketAddress address;

    private FrontProxy(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /** @param config with {@code LISTEN} for the address to listen on and {@code FOLDER} for a folder of its own */
    static FrontProxy nginx(Path folder, String config) {
        return start("nginx", folder, config, List.of("-p", folder.toString(), "-g", "daemon off;", "-c"));
    }

    static FrontProxy haproxy(Path folder, String config) {
        return start("haproxy", folder, config, List.of("-db", "-f"));
    }

    private static FrontProxy start(String program, Path folder, String config, List<String> options) {
        Path path = Path.of("/usr/sbin", program);
        Assumptions.assumeTrue(Files.isExecutable(path), () -> program + " is not installed");
        try {
            InetSocketAddress address = freeAddress();
            String listen = address.getAddress().getHostAddress() + ":" + address.getPort();
            Path file = Files.writeString(
                    folder.resolve(program + ".conf"),
                    config.replace("LISTEN", listen).replace("FOLDER", folder.toString()));
            List<String> command = new ArrayList<>(List.of(path.toString()));
            command.addAll(options);
            command.add(file.toString());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(program + ".log").toFile())
                    .start();
            FrontProxy proxy = new FrontProxy(process, address);
            proxy.awaitReady(folder.resolve(program + ".log"));
            return proxy;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    private void awaitReady(Path log) {
        Await.until("the proxy listens, else see " + log, () -> {
            try {
                RawClient.connect(address).close();
                return process.isAlive();
            } catch (UncheckedIOException e) {
                return false;
            }
        });
    }

    RawClient connect() {
        return RawClient.connect(address);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
