package io.jcorn.posix;

import java.io.File;
import java.io.IOException;

/** The descriptors of this process, by number. */
public final class Descriptors {
    /**
     * Descriptors that a worker is to inherit are numbered from here on, out of the way of the low numbers that they get
     * in the worker: so no {@code dup2} of a spawn overwrites the source of a later one.
     */
    public static final int HIGH = 100;

    private static final int STDERR = 2;

    private Descriptors() {}

    /**
     * Makes every descriptor but 0, 1 and 2 close-on-exec.
     *
     * <p>The JDK opens sockets, pipes and files without it (its own ProcessBuilder closes them in the child), and
     * {@code posix_spawn} closes nothing: without this a worker would inherit all that the arbiter has open.
     */
    static void setAllCloseOnExec(Posix posix) throws IOException {
        String[] names = new File("/dev/fd").list();
        if (names == null) {
            throw new IOException("/dev/fd cannot be read: is /proc mounted?");
        }
        for (String name : names) {
            int fd = Integer.parseInt(name);
            if (fd > STDERR) {
                setCloseOnExec(fd, posix);
            }
        }
    }

    /**
     * One that is closed by now needs nothing: the listing's own is, and other threads close theirs. Whether it is open
     * is not asked in a second call, since its number may have been given out again by then.
     */
    private static void setCloseOnExec(int fd, Posix posix) throws IOException {
        try {
            posix.setCloseOnExec(fd);
        } catch (PosixException e) {
            if (!e.isBadDescriptor()) {
                throw e;
            }
        }
    }
}
