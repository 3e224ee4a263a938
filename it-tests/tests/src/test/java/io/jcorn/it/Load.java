package io.jcorn.it;

import java.net.InetSocketAddress;

/**
 * Keep-alive connections, each with a thread that sends one GET after another and never retries: a request that was
 * sent and not answered with 200 is lost. A new connection is opened only where the server said that the last was over.
 */
final class Load extends Clients {
    private final InetSocketAddress address;
    private final String target;

    private Load(InetSocketAddress address, String target, int connections) {
        super("load", connections);
        this.address = address;
        this.target = target;
    }

    static Load on(JcornProcess jcorn, String target, int connections) {
        Load load = new Load(jcorn.address(), target, connections);
        load.start();
        return load;
    }

    @Override
    void sendUntilStopped() {
        while (!isStopped()) {
            try (RawClient client = RawClient.connect(address)) {
                boolean last = false;
                while (!isStopped() && !last) {
                    HttpAnswer answer = client.get(target);
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
