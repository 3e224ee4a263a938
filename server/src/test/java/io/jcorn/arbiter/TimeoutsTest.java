package io.jcorn.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.arbiter.WorkerHandle.State;
import io.jcorn.boot.Scoreboard;
import io.jcorn.boot.ScoreboardSlot;
import io.jcorn.config.Config;
import io.jcorn.posix.Posix;
import io.jcorn.sock.Listeners;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker with a timeout of 10 s, at times that the test says. */
class TimeoutsTest {
    private static final long START = System.nanoTime();

    @TempDir
    Path folder;

    private final WorkerTable workers = new WorkerTable();
    private Process process;
    private ScoreboardSlot slot;
    private WorkerHandle worker;
    private Timeouts timeouts;

    @BeforeEach
    void workerIsReady() throws Exception {
        process = new ProcessBuilder("sleep", "600").start();
        slot = Scoreboard.map(Files.createFile(folder.resolve("scoreboard"))).slot(0);
        var generation = new Generation(1, Config.of(Map.of("timeout", "10")), Listeners.none());
        worker = new WorkerHandle(1, process.pid(), generation, 0, slot, -1, at(0));
        worker.ready(at(0));
        workers.add(worker);
        timeouts = new Timeouts(workers, new WorkerSignals(Posix.load()), at(0));
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    private static long at(double seconds) {
        return START + (long) (seconds * Duration.ofSeconds(1).toNanos());
    }

    private void passes(int from, int to) {
        for (int second = from; second <= to; second++) {
            timeouts.murderWorkers(true, at(second));
        }
    }

    @Test
    void condemnsAWorkerThatIsSilent() {
        passes(1, 10);
        assertThat(worker.state()).isEqualTo(State.READY);
        passes(11, 11);
        assertThat(worker.state()).isEqualTo(State.CONDEMNED);
    }

    @Test
    void blamesNobodyRightAfterTheArbiterItselfWasStopped() {
        passes(1, 5);
        // what signals come meanwhile are handled at once
        timeouts.murderWorkers(true, at(60));
        timeouts.murderWorkers(true, at(60.001));
        assertThat(worker.state()).isEqualTo(State.READY);
        slot.heartbeat(at(60.2));
        passes(61, 70);
        assertThat(worker.state()).isEqualTo(State.READY);
        passes(71, 71);
        assertThat(worker.state()).isEqualTo(State.CONDEMNED);
    }
}
