package io.jcorn.maven;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The arbiter as a child of Maven. Its standard input is a pipe that nobody writes to: when it closes, because Ctrl-C
 * was pressed or because Maven is gone, however it went, the arbiter stops itself and its workers.
 */
final class ServerProcess {
    /** Stopped as asked, before or after the server had handlers for INT and TERM. */
    private static final Set<Integer> STOPPED = Set.of(0, 130, 143);

    private static final Duration LAST_LINES = Duration.ofSeconds(2);

    private final Process process;
    private final LogPump log;

    private ServerProcess(Process process, LogPump log) {
        this.process = process;
        this.log = log;
    }

    /** Starts {@code command} with this JVM's Java; its output goes to {@code out}. */
    static ServerProcess start(List<String> command, File folder, PrintStream out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JCORN_STOP_ON_STDIN_EOF", "true");
        Process process = builder.start();
        return new ServerProcess(process, LogPump.start(process.getInputStream(), out));
    }

    /**
     * Blocks until the server has ended; Ctrl-C ends it and not the build.
     *
     * @throws ServerFailedException if it ended otherwise than by being asked to
     */
    void untilItEnds() throws IOException, ServerFailedException {
        CtrlC ctrlC = CtrlC.then(this::askToStop);
        try {
            int exitCode = process.waitFor();
            log.awaitLastLine(LAST_LINES);
            if (!STOPPED.contains(exitCode)) {
                throw new ServerFailedException(log.reason().orElse("jcorn ended with exit code " + exitCode));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            askToStop();
            ctrlC.giveBack();
        }
    }

    private void askToStop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
    }
}
