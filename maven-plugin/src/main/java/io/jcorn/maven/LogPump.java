package io.jcorn.maven;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows the server's log as it comes, and remembers the last error in it. One daemon thread of its own reads; the others
 * look only after they have joined it.
 */
final class LogPump implements Runnable {
    /** {@code [time] [pid] [ERROR] reason}, or what a command line that was not understood gets: {@code jcorn: reason}. */
    private static final Pattern ERROR = Pattern.compile("(?:\\[.*] \\[(?:ERROR|CRITICAL)] |jcorn: )(.*)");

    private final InputStream in;
    private final PrintStream out;
    private final Thread thread = new Thread(this, "jcorn-log");
    private volatile Optional<String> reason = Optional.empty();

    private LogPump(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    static LogPump start(InputStream in, PrintStream out) {
        LogPump pump = new LogPump(in, out);
        pump.thread.setDaemon(true);
        pump.thread.start();
        return pump;
    }

    @Override
    public void run() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                Matcher error = ERROR.matcher(line);
                if (error.matches()) {
                    reason = Optional.of(error.group(1));
                }
            }
        } catch (IOException e) {
            out.println("jcorn's log can't be read any more: " + e.getMessage());
        }
    }

    /** Waits for the end of the log, though no longer than {@code most}: an application's own child may hold it open. */
    void awaitLastLine(Duration most) throws InterruptedException {
        thread.join(most.toMillis());
    }

    /** The last error that the server logged. */
    Optional<String> reason() {
        return reason;
    }
}
