package io.jcorn.it;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Browsers, each a thread with a session of its own, that count visits and come again whatever happens to the server. A
 * count that isn't above the last one that the client was told is a fault: something of the session was lost.
 */
final class SessionClients implements AutoCloseable {
    private static final Pattern VISIT = Pattern.compile("Visit (\\d+)");
    private static final Pattern COOKIE = Pattern.compile("JSESSIONID=[^;]+");
    private static final long PAUSE_MILLIS = 10;

    private final InetSocketAddress address;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads;
    private volatile boolean stopped;

    private SessionClients(InetSocketAddress address, int clients) {
        this.address = address;
        this.threads = IntStream.range(0, clients)
                .mapToObj(i -> new Thread(() -> new Browser().visitUntilStopped(), "browser-" + i))
                .toList();
    }

    static SessionClients on(InetSocketAddress address, int clients) {
        SessionClients all = new SessionClients(address, clients);
        all.threads.forEach(Thread::start);
        return all;
    }

    private final class Browser {
        private String cookie;
        private int told;

        void visitUntilStopped() {
            while (!stopped) {
                try (RawClient client = RawClient.connect(address)) {
                    while (!stopped && visit(client)) {
                        // the connection goes on
                    }
                } catch (RuntimeException e) {
                    pause(); // killed, or not there at the moment
                }
            }
        }

        /** @return whether the connection may be used again */
        private boolean visit(RawClient client) {
            HttpAnswer answer = client.exchange("GET /counter HTTP/1.1\r\nHost: test\r\n"
                    + (cookie == null ? "" : "Cookie: " + cookie + "\r\n") + "\r\n");
            if (answer.status() != 200) {
                refused.incrementAndGet();
                pause();
                return !answer.isLast();
            }
            Matcher visit = VISIT.matcher(answer.body());
            int count = visit.find() ? Integer.parseInt(visit.group(1)) : 0;
            if (count <= told) {
                faults.add("told " + told + ", then " + count);
            }
            answer.field("Set-Cookie").ifPresent(set -> {
                if (cookie != null) {
                    faults.add("another session after visit " + told);
                }
                Matcher name = COOKIE.matcher(set);
                cookie = name.find() ? name.group() : null;
            });
            told = count;
            answered.incrementAndGet();
            return !answer.isLast();
        }

        private void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                stopped = true;
            }
        }
    }

    /** Waits until {@code count} more requests than now are answered. */
    void awaitMore(int count) {
        long goal = answered.get() + count;
        Await.until(count + " more answers", () -> answered.get() >= goal);
    }

    long answered() {
        return answered.get();
    }

    /** Answers other than 200. */
    long refused() {
        return refused.get();
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    SessionClients stop() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        return this;
    }

    @Override
    public void close() {
        stop();
    }
}
