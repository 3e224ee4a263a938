package io.jcorn.cli;

import io.jcorn.sessions.StoredSessions.Usage;
import java.io.PrintStream;
import java.util.List;
import java.util.function.ToLongFunction;

/** What a session store holds, in Prometheus' text format 0.0.4, which its agents collect from files too. */
final class SessionMetrics {
    private final List<Usage> usage;

    SessionMetrics(List<Usage> usage) {
        this.usage = List.copyOf(usage);
    }

    void print(PrintStream out) {
        gauge(out, "jcorn_sessions", "Sessions that have not expired.", Usage::sessions);
        gauge(out, "jcorn_sessions_pinned", "Those that only one worker of this machine can serve.", Usage::pinned);
        gauge(out, "jcorn_sessions_bytes", "Bytes that they take in the store.", Usage::bytes);
    }

    private void gauge(PrintStream out, String name, String help, ToLongFunction<Usage> value) {
        out.print("# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n");
        for (Usage one : usage) {
            out.print(name + "{application=\"" + escaped(one.application()) + "\"} " + value.applyAsLong(one) + "\n");
        }
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
