package io.jcorn.servlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.testing.LogCapture;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One heap follows another. */
class SuccessionTest {
    private final SettableClock clock = new SettableClock();
    private final RecordingListener listener = new RecordingListener();

    @TempDir
    Path folder;

    /** Both "workers" are this process, which gets its lock once: the second one's files are what counts. */
    private Sessions worker(Succession succession) {
        return new Sessions(
                Contexts.at("/shop"),
                SessionListeners.of(List.of(listener)),
                Duration.ofMinutes(30),
                clock,
                SessionRules.of(succession));
    }

    private static BridgeSession released(Sessions worker) {
        BridgeSession session = worker.create();
        session.setAttribute("list", new ArrayList<>(List.of("x")));
        session.setAttribute("n", 1);
        worker.release(session);
        return session;
    }

    @Test
    void theNextWorkerHasTheSessionsOfTheOneBefore() throws Exception {
        Succession succession = Succession.begin(folder);
        Sessions before = worker(succession);
        BridgeSession old = released(before);
        old.setMaxInactiveInterval(77);
        clock.passSeconds(10);
        before.close();
        assertThat(listener.heard()).doesNotContain("listener: destroyed with [list, n]");
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .endsWith("------");
            }
        }

        Sessions after = worker(succession);
        BridgeSession found = after.find(old.getId());
        assertThat(found.getAttribute("list")).isEqualTo(List.of("x"));
        assertThat(found.getAttribute("n")).isEqualTo(1);
        assertThat(found.getMaxInactiveInterval()).isEqualTo(77);
        assertThat(found.getCreationTime()).isEqualTo(old.getCreationTime());
        assertThat(found.isNew()).isFalse();
        assertThat(worker(succession).find(old.getId())).as("left once").isNull();
    }

    @Test
    void whatDoesNotSerializeIsLostAndTold() {
        LogCapture log = new LogCapture("jcorn.session");
        try {
            Succession succession = Succession.begin(folder);
            Sessions before = worker(succession);
            BridgeSession old = released(before);
            old.setAttribute("thread", new Thread());
            before.close();
            BridgeSession found = worker(succession).find(old.getId());
            assertThat(found.getAttribute("thread")).isNull();
            assertThat(found.getAttribute("n")).isEqualTo(1);
            assertThat(log.records()).hasSize(2);
            assertThat(log.records().get(0).getMessage()).contains("thread").doesNotContain(old.getId());
            assertThat(log.records().get(1).getMessage()).startsWith("1 sessions of the worker before are restored");
        } finally {
            log.close();
        }
    }

    @Test
    void aFileThatCannotBeReadIsToldAndDropped() throws Exception {
        LogCapture log = new LogCapture("jcorn.session");
        try {
            Succession succession = Succession.begin(folder);
            Sessions before = worker(succession);
            String id = released(before).getId();
            before.close();
            Path file = succession.file(io.jcorn.servlet.session.store.SessionKey.applicationAt("/shop"));
            try (FileChannel cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
                cut.truncate(30);
            }
            Sessions after = worker(succession);
            assertThat(after.find(id)).isNull();
            assertThat(log.records()).hasSize(1);
            assertThat(file).doesNotExist();
        } finally {
            log.close();
        }
    }
}
