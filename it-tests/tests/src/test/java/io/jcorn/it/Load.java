package io.jcorn.it;

import java.net.InetSocketAddress;

/**
 * Keep-alive connections, each with a thread that sends one request after another and never retries: a request that was
 * sent and not answered with 200 is lost. A new connection is opened only where the server said that the last was over.
 */
final class Load extends Clients {
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
                boolean last = false;
                while (!isStopped() && !last) {
                    HttpAnswer answer = client.exchange(request);
                    if (answer.status() == 200) {
                        answer();
                    } else {
                        fail("status " + answer.status());
                    }
                    last = answer.isLast();
                }
            } catch (RuntimeException e) {
                fail(e.toString());
            }
        }
    }
}
