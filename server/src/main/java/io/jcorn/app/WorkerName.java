package io.jcorn.app;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells a worker from all others that are, were or will be. A process may get the pid of one that ended; two arbiters
 * never have the same name, and one never gives a number twice.
 *
 * @param server the name of the arbiter: that of its folder for temporary files
 * @param age the worker's number: 1 for the first that the arbiter ever spawned
 * @param startMillis when the process was started, by the machine's clock
 */
public record WorkerName(String server, int age, long pid, long startMillis) {
    private static final Pattern FORM = Pattern.compile("([\\w.-]{1,64}):(\\d{1,9}):(\\d{1,18}):(\\d{1,18})");
    /** The machine's clock may have been set between two looks at it. */
    private static final long CLOCK_MILLIS = 2_000;

    /** This process. */
    public static WorkerName of(String server, int age) {
        ProcessHandle self = ProcessHandle.current();
        return new WorkerName(server, age, self.pid(), start(self));
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<WorkerName> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new WorkerName(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4))))
                : Optional.empty();
    }

    /** Whether the process is there, for somebody on the same machine and in the same container. */
    public boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(process -> process.isAlive() && Math.abs(start(process) - startMillis) <= CLOCK_MILLIS)
                .isPresent();
    }

    @Override
    public String toString() {
        return server + ":" + age + ":" + pid + ":" + startMillis;
    }
}
