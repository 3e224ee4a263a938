package io.jcorn.it;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Browsers with a session of their own that visit the demo's counter without a pause, on connections of which they know
 * the worker. Each visit counts one more than the last; only what was sent to a worker that is killed may be sent again, and
 * may have been counted.
 */
final class ExactSessionClients extends Clients {
    /** Then another worker may get the session. */
    private static final int VISITS_OF_A_CONNECTION = 200;

    private static final Pattern VISIT = Pattern.compile("Visit (\\d+)");

    private final InetSocketAddress address;
    private final Map<Long, Pulse> pulses = new ConcurrentHashMap<>();
    private final Set<Long> killed = ConcurrentHashMap.newKeySet();
    private final Queue<Browser> browsers = new ConcurrentLinkedQueue<>();

    private ExactSessionClients(InetSocketAddress address, int clients) {
        super("browser", clients);
        this.address = address;
    }

    /** @param jcorn serves the demo and the probe below their names */
    static ExactSessionClients on(JcornProcess jcorn, int clients) {
        ExactSessionClients all = new ExactSessionClients(jcorn.address(), clients);
        all.start();
        return all;
    }

    void kill(long worker) {
        killed.add(worker);
        Processes.signal("KILL", worker);
    }

    /** The longest silence of a worker that lives, since the last call. */
    Duration takeLongestSilence() {
        return pulses.entrySet().stream()
                .filter(worker -> !killed.contains(worker.getKey()))
                .map(worker -> worker.getValue().takeLongest())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** One more visit of each, when they have stopped, wherever their sessions are served now. */
    void visitOnceMore(JcornProcess jcorn) {
        for (Browser browser : browsers) {
            try (RawClient client = jcorn.connect()) {
                browser.visit(client);
            }
        }
    }

    @Override
    void sendUntilStopped() {
        Browser browser = new Browser();
        browsers.add(browser);
        while (!isStopped()) {
            long worker = 0;
            try (RawClient client = RawClient.connect(address)) {
                worker = Long.parseLong(client.get("/probe/pid").body());
                browser.visitOften(client, pulses.computeIfAbsent(worker, pid -> new Pulse()));
            } catch (RuntimeException e) {
                boolean mayBeKilled = worker == 0 ? !killed.isEmpty() : killed.contains(worker);
                if (!mayBeKilled) {
                    fail(e + " from worker " + worker);
                }
            }
        }
    }

    private final class Browser {
        private final Visitor visitor = new Visitor(this::exchange);
        private RawClient connection;
        private int told;
        /** Visits since then. */
        private int sent;

        void visitOften(RawClient client, Pulse worker) {
            boolean last = false;
            for (int i = 0; i < VISITS_OF_A_CONNECTION && !last && !isStopped(); i++) {
                worker.asked();
                last = visit(client);
                worker.answered();
            }
        }

        /** @return whether the connection is over */
        boolean visit(RawClient client) {
            sent++;
            connection = client;
            HttpAnswer answer = visitor.get("/demo/counter");
            Matcher visit = VISIT.matcher(answer.body());
            int count = visit.find() ? Integer.parseInt(visit.group(1)) : 0;
            if (answer.status() != 200 || count <= told || count > told + sent) {
                fail("after visit " + told + " and " + sent + " more: " + answer);
            }
            told = count;
            sent = 0;
            answer();
            return answer.isLast();
        }

        private HttpAnswer exchange(String request) {
            return connection.exchange(request);
        }
    }
}
