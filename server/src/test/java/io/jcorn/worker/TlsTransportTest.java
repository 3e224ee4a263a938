package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TlsTransportTest {
    /** Else the request could be served while the thread that computed is about to give the connection back. */
    @Test
    void readsNothingBetweenTheEndOfAComputationAndItsReturn() throws Exception {
        SSLContext context = SSLContext.getDefault();
        SSLEngine client = context.createSSLEngine();
        client.setUseClientMode(true);
        SSLEngine server = context.createSSLEngine();
        server.setUseClientMode(false);
        server.beginHandshake();
        try (SocketPair sockets = SocketPair.open()) {
            sockets.server().configureBlocking(false);
            List<Runnable> offloaded = new ArrayList<>();
            TlsTransport transport = new TlsTransport(sockets.server(), server, offloaded::add);
            ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
            client.wrap(ByteBuffer.allocate(0), hello);
            sockets.client().write(hello.flip());
            ByteBuffer into = ByteBuffer.allocate(1024);
            while (offloaded.isEmpty()) {
                assertThat(transport.read(into)).isZero();
            }
            offloaded.remove(0).run();

            assertThat(transport.hasInput()).isFalse();
            assertThat(transport.read(into)).isZero();
            assertThat(server.getHandshakeStatus())
                    .as("as it was left")
                    .isNotEqualTo(SSLEngineResult.HandshakeStatus.NEED_UNWRAP);
            transport.resume();
            assertThat(transport.hasInput()).isTrue();
        }
    }
}
