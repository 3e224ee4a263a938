package io.jcorn.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class NativeThreadTest {
    private static NativeThread startedWith(Runnable work) {
        CompletableFuture<NativeThread> itself = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    itself.complete(NativeThread.current());
                    work.run();
                },
                "a name) R (with brackets");
        thread.setDaemon(true);
        thread.start();
        return itself.join();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void oneThatComputesIsRunnable() throws InterruptedException {
        AtomicBoolean end = new AtomicBoolean();
        NativeThread thread = startedWith(() -> {
            while (!end.get()) {
                Thread.onSpinWait();
            }
        });
        await(thread::isRunnable);
        end.set(true);
        await(() -> !thread.isRunnable()); // as it has ended
    }

    @Test
    void oneThatWaitsForItsPeerIsNot() throws IOException, InterruptedException {
        try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(peer.getInetAddress(), peer.getLocalPort())) {
            NativeThread thread = startedWith(() -> read(socket));
            await(() -> !thread.isRunnable());
        }
    }

    private static void read(Socket socket) {
        try {
            socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
