package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** As PID 1, which an arbiter is in a container. Skipped where this user may not make a namespace of processes. */
class ContainerIT {
    private static final List<String> UNSHARE = List.of("unshare", "--pid", "--fork", "--mount-proc");

    @BeforeAll
    static void canUnshare() throws InterruptedException {
        assumeTrue(runs(command("true")));
    }

    @Test
    void reapsProcessesWhoseParentsHaveEnded() {
        List<String> command = command("sh", "-c", "(sleep 2 &); exec \"$@\"", "sh", Built.JCORN.toString());
        command.addAll(List.of("--bind", "127.0.0.1:0", "--log-level", "debug", Built.PROBE.toString()));
        try (JcornProcess unshare = JcornProcess.launchCommand(Map.of(), command, Built.TARGET.toFile())) {
            unshare.awaitLog("is ready");

            Await.until(
                    "the worker is the arbiter's only child",
                    () -> unshare.workers().stream()
                            .flatMap(arbiter -> ProcessHandle.of(arbiter).stream())
                            .allMatch(arbiter -> arbiter.children().count() == 1));
            assertThat(unshare.get("/plaintext").status()).isEqualTo(200);
        }
    }

    private static List<String> command(String... words) {
        List<String> command = new ArrayList<>(UNSHARE);
        command.addAll(List.of(words));
        return command;
    }

    private static boolean runs(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // not installed
        }
    }
}
