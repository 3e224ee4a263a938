package io.jcorn.it;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Exchanges on one connection, for as long as the server keeps that open, and keeps what was said. So a body that
 * doesn't end where the head says spoils the next answer. One thread's.
 */
final class Witness implements Function<String, HttpAnswer>, AutoCloseable {
    /** A request and what came of it. */
    record Heard(String request, HttpAnswer answer) {}

    private final InetSocketAddress server;
    private final List<Heard> heard = new ArrayList<>();
    private RawClient connection;

    Witness(InetSocketAddress server) {
        this.server = server;
    }

    @Override
    public HttpAnswer apply(String request) {
        if (connection == null) connection = RawClient.connect(server);
        HttpAnswer answer = connection.exchange(request);
        heard.add(new Heard(request, answer));
        if (answer.isLast()) close();
        return answer;
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        if (connection != null) connection.close();
        connection = null;
    }
}
