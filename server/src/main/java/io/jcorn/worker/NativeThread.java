package io.jcorn.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A thread as the kernel knows it. Java says of a thread that waits for a database's answer that it is RUNNABLE, and so
 * it says of one that waits for a processor; the kernel tells them apart.
 */
final class NativeThread {
    private static final Path PROC = Path.of("/proc");
    private static final Path SELF = PROC.resolve("thread-self");
    private static final char RUNNABLE = 'R';

    /** proc_pid_stat(5); null where there is no {@code /proc}. */
    private final Path stat;

    private NativeThread(Path stat) {
        this.stat = stat;
    }

    static NativeThread current() {
        try {
            return new NativeThread(PROC.resolve(Files.readSymbolicLink(SELF)).resolve("stat"));
        } catch (IOException e) {
            return new NativeThread(null);
        }
    }

    /**
     * Whether it runs, or would if there were a processor for it; false also if nobody can tell. From any thread; takes some
     * 20 µs.
     */
    boolean isRunnable() {
        if (stat == null) {
            return false;
        }
        try {
            String fields = Files.readString(stat);
            int state = fields.lastIndexOf(')') + 2; // the name before it may hold any character
            return fields.charAt(state) == RUNNABLE;
        } catch (IOException e) {
            return false; // it has ended
        }
    }
}
