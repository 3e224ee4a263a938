package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.it.attack.Attack;
import io.jcorn.it.attack.Counts;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** A server of two workers that is attacked, while clients that do no harm see nothing of it. */
final class Siege {
    /** Options of the server. Its log tells too much with {@code debug}: of each request that it refuses. */
    static final String[] OPTIONS = {"--workers", "2", "--threads", "8", "--jvm-opt", "-Xmx256m", "--log-level", "info"
    };

    private static final int WORKERS = 2;
    private static final Duration SLOWEST = Duration.ofMillis(100);
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final Duration NOT_SO_OFTEN = Duration.ofMillis(50);
    /**
     * Of one worker: 256 MiB of heap, as much of buffers outside of it, which is where a JVM ends them; 200 MiB for 1,000
     * threads that wait for who reads slowly, see docs/limits.md; 150 MiB for classes, code and the collector.
     */
    private static final long MAX_BYTES = (256L + 256 + 200 + 150) << 20;

    private static final String FAILURE_WITH_STACK_TRACE = "\\[ERROR].*\\R[^\\[]";

    private final JcornProcess jcorn;
    private final Supplier<RawClient> connect;

    /** @param connect opens a connection to {@code jcorn} */
    Siege(JcornProcess jcorn, Supplier<RawClient> connect) {
        this.jcorn = jcorn;
        this.connect = connect;
    }

    /** Lasts as long as {@link Endurance#attack} says. */
    void endure(Attack attack) {
        Set<Long> workers = jcorn.awaitWorkers(WORKERS);
        warmUp();
        ResidentMemory.forgetPeaks(workers);
        try (PunctualClient kept = PunctualClient.onOneConnection(connect, OFTEN);
                PunctualClient fresh = PunctualClient.onNewConnections(connect, NOT_SO_OFTEN);
                AttackerProcess attacker = AttackerProcess.launch(attack, jcorn.address())) {
            attacker.awaitOn();
            attacker.goOnFor(Endurance.attack());
            kept.stop();
            fresh.stop();
            Counts counts = attacker.end();
            long memory = ResidentMemory.largestPeak(workers);
            Endurance.tell("attacks.txt", figures(attack, kept, fresh, memory, counts));

            assertThat(counts.sent()).as("bytes of the attack").isPositive();
            assertThat(kept.failures()).isEmpty();
            assertThat(fresh.failures()).isEmpty();
            assertThat(jcorn.workers()).isEqualTo(workers);
            assertThat(jcorn.hasLogged(FAILURE_WITH_STACK_TRACE)).isFalse();
            if (Endurance.isAsked()) {
                assertThat(kept.latencies().percentile(99)).isLessThan(SLOWEST);
                assertThat(fresh.latencies().percentile(99)).isLessThan(SLOWEST);
                assertThat(memory).isLessThan(MAX_BYTES);
            }
        }
    }

    /** Has the workers' code compiled before somebody holds a stop-watch. */
    private void warmUp() {
        try (PunctualClient first = PunctualClient.onNewConnections(connect, Duration.ZERO)) {
            first.awaitMore(Endurance.times(1, 2000));
        }
    }

    private static String figures(
            Attack attack, PunctualClient kept, PunctualClient fresh, long memory, Counts counts) {
        return "%s: kept %s, %s; new %s, %s; %d MiB; %s"
                .formatted(attack, kept, kept.latencies(), fresh, fresh.latencies(), memory >> 20, counts);
    }
}
