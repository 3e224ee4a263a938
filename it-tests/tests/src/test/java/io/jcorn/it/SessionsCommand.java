package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code jcorn sessions}, run to its end. */
final class SessionsCommand {
    /** What a command printed, and how it ended. */
    record Outcome(int code, String text) {}

    private SessionsCommand() {}

    /** @param input what it finds on its standard input */
    static Outcome run(String input, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Built.JCORN.toString(), "sessions"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(Built.TARGET.toFile())
                .redirectErrorStream(true)
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.US_ASCII));
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), text);
    }
}
