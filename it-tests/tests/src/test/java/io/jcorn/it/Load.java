package io.jcorn.it;

import java.net.InetSocketAddress;

/**
 * Keep-alive connections, each with a thread that sends one request after another and never retries: a request that was
 * sent and not answered with 200 is lost. A new connection is opened only where the server said that the last was over.
 */
final class Load extends Clients {
    /** A worker that drains may close a connection that has been idle for a second; with a margin. */
    private static final long DRAIN_IDLE_NANOS = 900_000_000;

    private final InetSocketAddress address;
    private final String request;

    private Load(InetSocketAddress address, String request, int connections) {
        super("load", connections);
        this.address = address;
        this.request = request;
    }

    static Load on(JcornProcess jcorn, String target, int connections) {
        return of(jcorn, "GET " + target + " HTTP/1.1\r\nHost: test\r\n\r\n", connections);
    }

    /** The same with any request, as it is sent. */
    static Load of(JcornProcess jcorn, String request, int connections) {
        Load load = new Load(jcorn.address(), request, connections);
        load.start();
        return load;
    }

    @Override
    void sendUntilStopped() {
        while (!isStopped()) {
            try (RawClient client = RawClient.connect(address)) {
                use(client);
            } catch (RuntimeException e) {
                fail(e.toString());
            }
        }
    }

    private void use(RawClient client) {
        boolean last = false;
        for (long before = System.nanoTime(), sent = before; !isStopped() && !last; before = sent) {
            HttpAnswer answer;
            try {
                try {
                    client.send(request);
                } finally {
                    sent = System.nanoTime();
                }
                answer = client.read();
            } catch (RuntimeException e) {
                if (sent - before < DRAIN_IDLE_NANOS) {
                    throw e;
                }
                return; // this thread was kept waiting, and nothing was on its way
            }
            if (answer.status() == 200) {
                answer();
            } else {
                fail("status " + answer.status());
            }
            last = answer.isLast();
        }
    }
}
