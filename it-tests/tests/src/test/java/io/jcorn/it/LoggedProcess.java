package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that runs, with all that it prints in a file. Used by one test's thread. */
final class LoggedProcess implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Path log;

    private LoggedProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** @param name its log's, among those of all tests, and in what an assertion tells */
    static LoggedProcess start(String name, ProcessBuilder builder) {
        try {
            Path log = Files.createDirectories(Built.TARGET.resolve("logs")).resolve(name + ".log");
            return new LoggedProcess(
                    name,
                    builder.redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new AssertionError(builder.command() + " could not be started", e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    Path logFile() {
        return log;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void assertAlive() {
        assertThat(process.isAlive()).as(() -> name + " lives\n" + log()).isTrue();
    }

    /** Closes standard input, which a terminal's Ctrl-D or a parent's end does. */
    void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the end, so long at the most. */
    boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Waits for the end and returns the exit code. */
    int awaitExit() {
        assertThat(endsWithin(Await.LONG)).as(() -> name + " ended\n" + log()).isTrue();
        return process.exitValue();
    }

    /** Nobody asks how it ends. */
    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit();
    }
}
