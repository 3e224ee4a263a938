package io.jcorn.it.attack;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;

/**
 * Threads that each make one whole handshake after another. None is shortened by the one before: who reads nothing learns
 * of no ticket.
 */
record TlsHandshakes(int connections) implements Attacker {
    /** Shows that the handshake is over. A server skips empty lines before a request. */
    private static final byte[] EMPTY_LINE = {'\r', '\n'};

    @Override
    public void attack(InetSocketAddress target, Tally tally) throws GeneralSecurityException {
        SSLSocketFactory factory = TrustInAnybody.context().getSocketFactory();
        IntStream.range(0, connections)
                .mapToObj(i -> new Thread(() -> shakeHands(target, factory, tally), "handshakes-" + i))
                .forEach(Thread::start);
    }

    private static void shakeHands(InetSocketAddress target, SSLSocketFactory factory, Tally tally) {
        while (true) {
            try (Socket socket = new Socket(target.getAddress(), target.getPort())) {
                tally.connected();
                OutputStream out = factory.createSocket(socket, "localhost", target.getPort(), false)
                        .getOutputStream();
                out.write(EMPTY_LINE);
                tally.sent(EMPTY_LINE.length);
            } catch (IOException e) {
                tally.cutOff();
            }
        }
    }
}
