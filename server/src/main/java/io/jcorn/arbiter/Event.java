package io.jcorn.arbiter;

import io.jcorn.boot.StatusLine;
import io.jcorn.posix.UnixSignal;

/** What the arbiter's thread is told by others. Workers are named by their age, which is never used again. */
sealed interface Event {
    /** A signal came to the arbiter. */
    record Signalled(UnixSignal signal) implements Event {}

    /** A worker wrote a line into its status pipe. */
    record Told(int age, StatusLine line) implements Event {}

    /** A worker's process has ended and can be reaped; all that it wrote has been told before. */
    record Ended(int age) implements Event {}
}
