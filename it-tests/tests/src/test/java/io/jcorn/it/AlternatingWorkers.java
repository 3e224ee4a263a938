package io.jcorn.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends each request to another worker than the one before, in turn. Serves the probe beside the application at {@code
 * /probe}, which tells on a connection whose it is: a connection stays with its worker. One thread's.
 */
final class AlternatingWorkers {
    private final JcornProcess jcorn;
    private final List<Long> workers;
    private int next;

    AlternatingWorkers(JcornProcess jcorn) {
        this.jcorn = jcorn;
        this.workers = List.copyOf(jcorn.workers());
    }

    HttpAnswer exchange(String request) {
        long worker = workers.get(next++ % workers.size());
        List<RawClient> connections = new ArrayList<>(); // those to others stay open meanwhile: they have enough then
        try {
            return Await.value("a connection to worker " + worker, () -> {
                RawClient client = jcorn.connect();
                connections.add(client);
                boolean found = Long.parseLong(client.get("/probe/pid").body()) == worker;
                return found ? Optional.of(client.exchange(request)) : Optional.empty();
            });
        } finally {
            connections.forEach(RawClient::close);
        }
    }
}
