package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Service.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An event loop that did not run for a while, as on a machine with too much to do. */
@Timeout(60)
class IdleConnectionTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    @Test
    void isNotClosedIfItsRequestCameWhileTheLoopDidNotRun() throws Exception {
        try (TestWorker worker = new TestWorker(Map.of("head-timeout", "1ms"), exchange -> {
                    exchange.response().write(HELLO, 0, HELLO.length);
                    return Outcome.DONE;
                });
                ServerSocketChannel listener =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                RawClient client = new RawClient((InetSocketAddress) listener.getLocalAddress())) {
            EventLoop loop = new EventLoop(worker.worker(), new Acceptor(List.of(), 1));
            SocketChannel accepted = listener.accept();
            accepted.configureBlocking(false);
            long start = System.nanoTime();
            loop.add(accepted, false);
            client.send("GET /hello HTTP/1.1\r\nHost: h\r\n\r\n");
            while (System.nanoTime() - start < 10_000_000) {
                Thread.onSpinWait(); // the connection's time is over
            }
            loop.sweep(System.nanoTime());
            loop.sweep(System.nanoTime());
            loop.start();

            assertThat(client.response()).endsWith("hello");
        }
    }
}
