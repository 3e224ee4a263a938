package io.jcorn.it;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A client that asks for {@code /plaintext} at regular times. What an answer took counts from when its request was due:
 * so a server that stalls is late with all that were due meanwhile, not with one. Its thread is the only one.
 */
final class PunctualClient extends Clients {
    private final Supplier<RawClient> connect;
    private final boolean keepsConnection;
    private final long periodNanos;
    private final Latencies latencies = new Latencies();
    private RawClient connection;

    private PunctualClient(String name, Supplier<RawClient> connect, boolean keepsConnection, Duration period) {
        super(name, 1);
        this.connect = connect;
        this.keepsConnection = keepsConnection;
        this.periodNanos = period.toNanos();
    }

    static PunctualClient onOneConnection(Supplier<RawClient> connect, Duration period) {
        return started(new PunctualClient("kept", connect, true, period));
    }

    /** Each request has a connection of its own, and a handshake where there is one. */
    static PunctualClient onNewConnections(Supplier<RawClient> connect, Duration period) {
        return started(new PunctualClient("new", connect, false, period));
    }

    private static PunctualClient started(PunctualClient client) {
        client.start();
        return client;
    }

    @Override
    void sendUntilStopped() {
        for (long due = System.nanoTime(); !isStopped(); due += periodNanos) {
            awaitNanos(due);
            try {
                ask(due);
            } catch (RuntimeException e) {
                fail(e.toString());
                hangUp();
            }
        }
        hangUp();
    }

    private void ask(long due) {
        if (connection == null) {
            connection = connect.get();
        }
        HttpAnswer answer = connection.get("/plaintext");
        latencies.record(System.nanoTime() - due);
        if (answer.status() == 200) {
            answer();
        } else {
            fail("status " + answer.status());
        }
        if (!keepsConnection || answer.isLast()) {
            hangUp();
        }
    }

    private void hangUp() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private static void awaitNanos(long due) {
        try {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime()); // no time at all if it is late
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Of a client that was stopped. */
    Latencies latencies() {
        return latencies;
    }
}
