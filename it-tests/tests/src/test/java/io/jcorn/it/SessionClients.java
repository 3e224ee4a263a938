package io.jcorn.it;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Browsers, each a thread with a session of its own, that count visits and come again whatever happens to the server. A
 * count that isn't above the last one that the client was told is a fault: something of the session was lost.
 */
final class SessionClients extends Clients {
    private static final Pattern COOKIE = Pattern.compile("JSESSIONID=[^;]+");
    private static final long PAUSE_MILLIS = 10;

    private final InetSocketAddress address;
    private final String target;
    private final Pattern visits;
    private final AtomicLong refused = new AtomicLong();

    private SessionClients(InetSocketAddress address, int clients, String target, Pattern visits) {
        super("browser", clients);
        this.address = address;
        this.target = target;
        this.visits = visits;
    }

    static SessionClients on(InetSocketAddress address, int clients) {
        return on(address, clients, "/counter", "Visit (\\d+)");
    }

    /**
     * The same of another page.
     *
     * @param visits the form in which it tells the count, as its group
     */
    static SessionClients on(InetSocketAddress address, int clients, String target, String visits) {
        SessionClients all = new SessionClients(address, clients, target, Pattern.compile(visits));
        all.start();
        return all;
    }

    @Override
    void sendUntilStopped() {
        new Browser().visitUntilStopped();
    }

    /** Answers other than 200. */
    long refused() {
        return refused.get();
    }

    private final class Browser {
        private String cookie;
        private int told;

        void visitUntilStopped() {
            while (!isStopped()) {
                try (RawClient client = RawClient.connect(address)) {
                    while (!isStopped() && visit(client)) {
                        // the connection goes on
                    }
                } catch (RuntimeException e) {
                    pause(); // killed, or not there at the moment
                }
            }
        }

        /** @return whether the connection may be used again */
        private boolean visit(RawClient client) {
            HttpAnswer answer = client.exchange("GET " + target + " HTTP/1.1\r\nHost: test\r\n"
                    + (cookie == null ? "" : "Cookie: " + cookie + "\r\n") + "\r\n");
            if (answer.status() != 200) {
                refused.incrementAndGet();
                pause();
                return !answer.isLast();
            }
            Matcher visit = visits.matcher(answer.body());
            int count = visit.find() ? Integer.parseInt(visit.group(1)) : 0;
            if (count <= told) {
                fail("told " + told + ", then " + count);
            }
            answer.field("Set-Cookie").ifPresent(set -> {
                if (cookie != null) {
                    fail("another session after visit " + told);
                }
                Matcher name = COOKIE.matcher(set);
                cookie = name.find() ? name.group() : null;
            });
            told = count;
            answer();
            return !answer.isLast();
        }

        private void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
