package io.jcorn.arbiter;

import io.jcorn.arbiter.WorkerHandle.State;
import io.jcorn.boot.ExitCode;
import io.jcorn.boot.StatusLine;
import io.jcorn.posix.ChildExit;
import io.jcorn.posix.UnixSignal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** How a worker ended, in words: gunicorn's where operators look for them. */
final class Obituary {
    private static final Logger LOG = System.getLogger("jcorn.arbiter");

    private Obituary() {}

    static void log(WorkerHandle worker, ChildExit exit) {
        if (exit instanceof ChildExit.Code code) {
            logCode(worker, code.code());
        } else if (exit instanceof ChildExit.Signal signal && !(worker.wasKilled() && signal.isKill())) {
            boolean wished = worker.is(State.DRAINING);
            LOG.log(
                    wished ? Level.INFO : Level.ERROR,
                    worker + " was sent " + UnixSignal.nameOf(signal.signal()) + "!"
                            + (signal.isKill() ? " Perhaps out of memory?" : ""));
        }
    }

    private static void logCode(WorkerHandle worker, int code) {
        if (code == ExitCode.OK && worker.is(State.DRAINING)) {
            LOG.log(Level.INFO, "Worker exited (pid: " + worker.pid() + ")");
        } else if (worker.wasReady() && code == ExitCode.APPLICATION) {
            // HotSpot's code for ExitOnOutOfMemoryError is 3, too
            LOG.log(Level.ERROR, worker + " exited with code " + code + ". Perhaps out of heap?");
        } else {
            LOG.log(code == ExitCode.OK ? Level.WARNING : Level.ERROR, worker + " exited with code " + code);
        }
    }

    /** Why a worker that was to prove its generation has not: what it said, else how it ended. */
    static StatusLine.Failed bootFailure(WorkerHandle worker, ChildExit exit) {
        if (worker.failure().isPresent()) {
            return worker.failure().get();
        }
        String when = worker.wasReady()
                ? " before all of its generation were ready"
                : " before it was ready" + worker.whileStarting();
        if (exit instanceof ChildExit.Code code) {
            int reported = code.code() == ExitCode.CONFIG || code.code() == ExitCode.ARCHIVE
                    ? code.code()
                    : ExitCode.APPLICATION;
            return new StatusLine.Failed(reported, "exited with code " + code.code() + when);
        }
        String name = UnixSignal.nameOf(((ChildExit.Signal) exit).signal());
        return new StatusLine.Failed(ExitCode.APPLICATION, "was sent " + name + when);
    }
}
