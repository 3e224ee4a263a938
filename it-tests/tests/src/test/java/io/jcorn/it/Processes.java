package io.jcorn.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Signals, and who is alive. */
final class Processes {
    /** The folder of the commands of the JDK that runs the tests. */
    static final Path JDK = Path.of(System.getProperty("java.home"), "bin");

    private Processes() {}

    /** Sends {@code signal}, such as {@code HUP} or {@code KILL}; that the process is gone is no error. */
    static void signal(String signal, long pid) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new AssertionError("kill could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** {@code process} and all below it. */
    static Stream<ProcessHandle> family(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }
}
