package io.jcorn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Ends the arbiter together with whoever started it: reads standard input, a pipe that the starter holds open, on a
 * daemon thread of its own, and stops as by SIGTERM once it is closed. That happens also if the starter is killed. Asked
 * for by the environment's {@code JCORN_STOP_ON_STDIN_EOF=true}, as {@code mvn jcorn:run} does.
 */
final class StdinWatch implements Runnable {
    private static final String VARIABLE = "JCORN_STOP_ON_STDIN_EOF";

    private final InputStream stdin;
    private final Runnable stop;

    StdinWatch(InputStream stdin, Runnable stop) {
        this.stdin = stdin;
        this.stop = stop;
    }

    static void startIfAskedFor(Map<String, String> environment) {
        if (environment.getOrDefault(VARIABLE, "").equals("true")) {
            Thread thread = new Thread(new StdinWatch(System.in, StdinWatch::terminate), "stdin-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Blocks until the pipe is closed; what comes through it until then means nothing. */
    @Override
    public void run() {
        try {
            while (stdin.read() >= 0) {
                // nobody talks to the arbiter this way
            }
        } catch (IOException e) {
            // a pipe that can't be read has nobody at its other end either
        }
        stop.run();
    }

    /** By reflection, because the compiler's warning about the class cannot be silenced. */
    private static void terminate() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            signal.getMethod("raise", signal)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no sun.misc.Signal", e);
        }
    }
}
