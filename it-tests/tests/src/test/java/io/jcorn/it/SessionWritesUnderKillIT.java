package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of a worker in the middle of saturated session writes, again and again: no visit is lost, none is counted
 * twice, and the siblings go on. How long they are held up is measured while the arbiter is stopped: no worker boots then,
 * so nothing takes the processors from them but the end of their sibling. The limit is for a machine that does nothing else.
 */
class SessionWritesUnderKillIT {
    private static final int KILLS = Endurance.times(3, 50);
    private static final int WORKERS = 4;
    private static final int CLIENTS = 16;
    /** Visits in which a new worker warms up. */
    private static final int BETWEEN = Endurance.times(1000, 20_000);

    private static final Pattern WAITED = Pattern.compile("Waited (\\d+) ms for the session store's lock");

    @TempDir
    Path folder;

    /**
     * The longest of a sibling, in milliseconds.
     *
     * @param before in the second before a kill
     * @param after in the one after it
     * @param lock how long one waited for the store's lock in that
     * @param booting from then on until another worker is ready
     */
    private record Silences(long before, long after, long lock, long booting) {}

    @Test
    void losesNothingAndHoldsNoSiblingUp() throws InterruptedException {
        List<String> options = List.of(
                "--workers",
                "" + WORKERS,
                "--session-dir",
                folder.resolve("sessions").toString());
        Path wars = folder.resolve("wars");
        List<Silences> silences = new ArrayList<>();
        ExactSessionClients clients;
        try (JcornProcess jcorn = JcornProcess.servingAll(wars, options, Built.DEMO, Built.PROBE)) {
            jcorn.awaitWorkers(WORKERS);
            clients = ExactSessionClients.on(jcorn, CLIENTS);
            try (clients) {
                for (int i = 0; i < KILLS; i++) {
                    clients.awaitMore(BETWEEN);
                    silences.add(kill(jcorn, clients));
                }
                clients.awaitMore(BETWEEN);
            }
            jcorn.signal("TERM");
            assertThat(jcorn.awaitExit()).isZero();
        }
        try (JcornProcess again = JcornProcess.serving(wars, options.toArray(String[]::new))) {
            again.awaitLog("\\(" + CLIENTS + " restored\\)");
            clients.visitOnceMore(again);
        }
        assertThat(clients.failures()).isEmpty();
        if (Endurance.isAsked()) {
            silences.forEach(one -> Endurance.tell("session-writes.txt", one.toString()));
            assertThat(silences).allMatch(one -> one.after <= 100);
        }
    }

    private static Silences kill(JcornProcess jcorn, ExactSessionClients clients) throws InterruptedException {
        long victim = jcorn.workers().iterator().next();
        Processes.signal("STOP", jcorn.pid());
        clients.takeLongestSilence();
        TimeUnit.SECONDS.sleep(1);
        long before = clients.takeLongestSilence().toMillis();
        int logged = jcorn.log().length();
        clients.kill(victim);
        TimeUnit.SECONDS.sleep(1);
        long after = clients.takeLongestSilence().toMillis();
        long lock = longestWait(jcorn.log().substring(logged));
        Processes.signal("CONT", jcorn.pid());
        Await.until("it is gone", () -> !jcorn.workers().contains(victim));
        jcorn.awaitWorkers(WORKERS);
        return new Silences(before, after, lock, clients.takeLongestSilence().toMillis());
    }

    private static long longestWait(String log) {
        return WAITED.matcher(log)
                .results()
                .mapToLong(waited -> Long.parseLong(waited.group(1)))
                .max()
                .orElse(0);
    }
}
