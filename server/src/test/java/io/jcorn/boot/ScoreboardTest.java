package io.jcorn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.boot.ScoreboardSlot.Counter;
import io.jcorn.boot.ScoreboardSlot.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreboardTest {
    @TempDir
    Path folder;

    private Path file() throws Exception {
        Path file = folder.resolve("scoreboard");
        return Files.exists(file) ? file : Files.createFile(file);
    }

    @Test
    void showsToTheOtherMappingWhatOneWrites() throws Exception {
        ScoreboardSlot worker = Scoreboard.map(file()).slot(3);
        ScoreboardSlot arbiter = Scoreboard.map(file()).slot(3);
        worker.heartbeat(-5);
        worker.stuckSince(6);
        worker.phase(Phase.DRAINING);
        worker.set(Counter.REQUESTS, 7);
        worker.add(Counter.REQUESTS, 2);
        worker.inFlight(List.of("GET /a 5ms t-1", "POST /ü 7ms t-2"));
        assertThat(arbiter.heartbeat()).isEqualTo(-5);
        assertThat(arbiter.stuckSince()).isEqualTo(6);
        assertThat(arbiter.phase()).isEqualTo(Phase.DRAINING);
        assertThat(arbiter.get(Counter.REQUESTS)).isEqualTo(9);
        assertThat(arbiter.get(Counter.ERRORS)).isZero();
        assertThat(arbiter.inFlight()).containsExactly("GET /a 5ms t-1", "POST /ü 7ms t-2");
    }

    @Test
    void keepsSlotsApart() throws Exception {
        Scoreboard scoreboard = Scoreboard.map(file());
        ScoreboardSlot last = scoreboard.slot(Scoreboard.SLOTS - 1);
        last.set(Counter.STUCK, 1);
        scoreboard.slot(Scoreboard.SLOTS - 2).inFlight(Collections.nCopies(1000, "GET /long 1ms t"));
        assertThat(last.heartbeat()).isZero();
        assertThat(last.get(Counter.STUCK)).isEqualTo(1);
    }

    @Test
    void clearsASlotForItsNextWorkerAndNoOther() throws Exception {
        ScoreboardSlot slot = Scoreboard.map(file()).slot(0);
        slot.stuckSince(1);
        slot.set(Counter.STUCK, 1);
        slot.phase(Phase.READY);
        slot.inFlight(List.of("GET / 1ms t"));
        ScoreboardSlot sibling = Scoreboard.map(file()).slot(1);
        sibling.heartbeat(2);
        Scoreboard.clear(file(), 0);
        assertThat(sibling.heartbeat()).isEqualTo(2);
        assertThat(slot.stuckSince()).isZero();
        assertThat(slot.get(Counter.STUCK)).isZero();
        assertThat(slot.phase()).isEqualTo(Phase.BOOTING);
        assertThat(slot.inFlight()).isEmpty();
        assertThat(slot.heartbeat()).isZero();
    }
}
