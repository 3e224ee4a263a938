package io.jcorn.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerProcessTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {0, 130, 143})
    void succeedsIfItWasStopped(int exitCode) throws Exception {
        run("echo '[now] [1] [INFO] Shutting down: arbiter'; exit " + exitCode);

        assertThat(shown.toString(UTF_8)).contains("Shutting down");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments("echo '[now] [1] [ERROR] no database'; exit 3", "no database"),
                arguments("echo 'jcorn: unknown option --wokers' >&2; exit 1", "unknown option --wokers"),
                arguments("exit 9", "jcorn ended with exit code 9"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failsWithTheServersReason(String script, String reason) {
        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> run(script))
                .withMessage(reason);
    }

    @Test
    void tellsTheServerToStopByTheEndOfItsInput() throws Exception {
        run("echo stop: $JCORN_STOP_ON_STDIN_EOF");

        assertThat(shown.toString(UTF_8)).contains("stop: true");
    }

    private void run(String script) throws Exception {
        ServerProcess.start(List.of("sh", "-c", script), new File("."), new PrintStream(shown, true, UTF_8))
                .untilItEnds();
    }
}
