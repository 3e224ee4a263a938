package io.jcorn.boot;

import java.util.Optional;

/** A line of the status pipe, by which a worker tells its arbiter how it fares. */
public sealed interface StatusLine {
    /** An application is about to be started; {@code app} tells which one, in a line. */
    record Starting(String app) implements StatusLine {
        public Starting {
            app = oneLine(app);
        }

        @Override
        public String toString() {
            return "STARTING " + app;
        }
    }

    /** All applications are started; the worker accepts connections from now on. */
    record Ready() implements StatusLine {
        @Override
        public String toString() {
            return "READY";
        }
    }

    /** The worker could not start and exits. {@code code} is one of {@link ExitCode}; {@code message} is one line. */
    record Failed(int code, String message) implements StatusLine {
        public Failed {
            message = oneLine(message);
        }

        @Override
        public String toString() {
            return "FAILED " + code + " " + message;
        }
    }

    /** The worker has served its {@code max_requests} and goes on serving until a successor stands and TERM comes. */
    record Retiring() implements StatusLine {
        @Override
        public String toString() {
            return "RETIRING";
        }
    }

    /** Reads what {@code toString} writes; empty for a line of none of these forms. */
    static Optional<StatusLine> parse(String line) {
        if (line.equals("READY")) {
            return Optional.of(new Ready());
        }
        if (line.equals("RETIRING")) {
            return Optional.of(new Retiring());
        }
        if (line.startsWith("STARTING ")) {
            return Optional.of(new Starting(line.substring("STARTING ".length())));
        }
        String[] words = line.split(" ", 3);
        if (words.length == 3 && words[0].equals("FAILED") && words[1].matches("[0-9]{1,3}")) {
            return Optional.of(new Failed(Integer.parseInt(words[1]), words[2]));
        }
        return Optional.empty();
    }

    private static String oneLine(String message) {
        String line = message.replaceAll("\\s*[\\r\\n]+\\s*", " | ").strip();
        return line.isEmpty() ? "no reason given" : line;
    }
}
