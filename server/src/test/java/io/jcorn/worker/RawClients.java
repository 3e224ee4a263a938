package io.jcorn.worker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Clients that are closed together, in the order in which they connected. */
final class RawClients implements AutoCloseable, Iterable<RawClient> {
    private final List<RawClient> clients = new ArrayList<>();

    /** Connects one more. */
    RawClient connect(InetSocketAddress address) throws IOException {
        RawClient client = new RawClient(address);
        clients.add(client);
        return client;
    }

    @Override
    public Iterator<RawClient> iterator() {
        return clients.iterator();
    }

    @Override
    public void close() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }
}
