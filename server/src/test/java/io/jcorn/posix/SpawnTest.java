package io.jcorn.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpawnTest {
    private static final Path SHELL = Path.of("/bin/sh");

    private final Posix posix;

    SpawnTest() throws IOException {
        posix = Posix.load();
    }

    /** Runs a script whose descriptor 3 is a pipe; returns what it wrote there. */
    private String run(String script, Map<String, String> environment) throws IOException {
        Posix.PipeEnds pipe = posix.pipe();
        long pid = new Spawn(SHELL, List.of("-c", script), environment, Map.of(3, pipe.writeFd())).start(posix);
        posix.close(pipe.writeFd());
        try (var in = new BufferedInputStream(new FileInputStream("/dev/fd/" + pipe.readFd()))) {
            String output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            ProcessHandle.of(pid).ifPresent(child -> child.onExit().join());
            assertThat(posix.waitpid(pid)).isEqualTo(Optional.of(new ChildExit.Code(5)));
            return output;
        } finally {
            posix.close(pipe.readFd());
        }
    }

    @Test
    void passesArgumentsEnvironmentAndDescriptorsAndTellsTheExitCode() throws Exception {
        assertThat(run("echo $WORD >&3; exit 5", Map.of("WORD", "grüß dich"))).isEqualTo("grüß dich\n");
    }

    @Test
    void passesNoOtherDescriptor() throws Exception {
        String probe = "for f in 4 5 6 7 8 9; do (eval \"exec <&$f\") 2>/dev/null && echo $f >&3; done; exit 5";
        try (var open = new FileInputStream("/etc/passwd")) {
            assertThat(open.getFD().valid()).isTrue();
            assertThat(run(probe, Map.of())).isEmpty();
        }
    }

    @Test
    void refusesWhatCannotBeExecuted() {
        var spawn = new Spawn(Path.of("/etc/passwd"), List.of(), Map.of(), Map.of());
        assertThatThrownBy(() -> spawn.start(posix)).hasMessage("/etc/passwd is not an executable file");
    }

    @Test
    void refusesDescriptorsThatCouldOverwriteEachOther() {
        assertThatThrownBy(() -> new Spawn(SHELL, List.of(), Map.of(), Map.of(3, 4)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
