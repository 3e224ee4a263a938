package io.jcorn.posix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import jnr.constants.platform.Errno;
import jnr.constants.platform.Fcntl;
import jnr.constants.platform.OpenFlags;
import jnr.constants.platform.WaitFlags;
import jnr.ffi.LibraryLoader;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/**
 * System calls. A failure is an {@link IOException} that names the call and its errno.
 *
 * <p>None blocks: {@link #waitpid} does not wait, and {@link #write} is for pipes with room.
 */
public final class Posix {
    private static final int FD_CLOEXEC = 1;
    private static final int OWNER_ONLY = 0600;

    private final POSIX posix;
    private final LibraryCalls library;

    private Posix(POSIX posix, LibraryCalls library) {
        this.posix = posix;
        this.library = library;
    }

    /** Loads the native library, or tells what keeps it from being loaded. */
    public static Posix load() throws IOException {
        try {
            return new Posix(
                    POSIXFactory.getNativePOSIX(),
                    LibraryLoader.create(LibraryCalls.class).load("c"));
        } catch (LinkageError | RuntimeException e) {
            throw new IOException(
                    "the native library of jnr-posix cannot be loaded (" + e.getMessage()
                            + "); if " + System.getProperty("java.io.tmpdir")
                            + " is mounted noexec, name another folder by -Djava.io.tmpdir=… or -Djffi.extract.dir=…",
                    e);
        }
    }

    /** Sends a signal; false when there is no such process any more. */
    public boolean kill(long pid, UnixSignal signal) throws IOException {
        return sent(posix.kill(pid, signal.number()), "kill(" + pid + ", " + signal + ")");
    }

    /**
     * Gives a signal back its default action. {@code nohup}, and a shell for what it starts in the background, have signals
     * ignored, and a JVM doesn't handle one that it found ignored.
     */
    public void restoreDefault(UnixSignal signal) {
        library.signal(signal.number(), null);
    }

    /** Whether a process of this number exists, though it may belong to another user. */
    public boolean exists(long pid) {
        return posix.kill(pid, 0) == 0 || errno() != Errno.ESRCH;
    }

    private boolean sent(int result, String call) throws IOException {
        if (result != 0 && errno() == Errno.ESRCH) {
            return false;
        }
        check(result, call);
        return true;
    }

    /** Reaps child {@code pid} if it has ended; empty while it runs. */
    public Optional<ChildExit> waitpid(long pid) throws IOException {
        int[] status = new int[1];
        int result = posix.waitpid(pid, status, WaitFlags.WNOHANG.intValue());
        check(result, "waitpid(" + pid + ")");
        return result == 0 ? Optional.empty() : Optional.of(ChildExit.of(status[0]));
    }

    /** A pipe whose ends are both close-on-exec and numbered {@link Descriptors#HIGH} or more. */
    public PipeEnds pipe() throws IOException {
        int[] fds = new int[2];
        check(posix.pipe(fds), "pipe");
        int readFd;
        try {
            readFd = moveHigh(fds[0]);
        } catch (IOException e) {
            close(fds[1]);
            throw e;
        }
        try {
            return new PipeEnds(readFd, moveHigh(fds[1]));
        } catch (IOException e) {
            close(readFd);
            throw e;
        }
    }

    /** Makes a new file of mode 0600 and opens it for reading and writing, as the ends of {@link #pipe} are. */
    public int createFile(Path path) throws IOException {
        int flags = OpenFlags.O_RDWR.intValue() | OpenFlags.O_CREAT.intValue() | OpenFlags.O_EXCL.intValue();
        return moveHigh(check(posix.open(path.toString(), flags, OWNER_ONLY), "open(" + path + ")"));
    }

    /** The two ends of a pipe. */
    public record PipeEnds(int readFd, int writeFd) {}

    /** A close-on-exec duplicate of {@code fd}, numbered {@link Descriptors#HIGH} or more. */
    public int duplicateHigh(int fd) throws IOException {
        int high = check(posix.fcntlInt(fd, Fcntl.F_DUPFD, Descriptors.HIGH), "fcntl(" + fd + ", F_DUPFD)");
        setCloseOnExec(high);
        return high;
    }

    int moveHigh(int fd) throws IOException {
        try {
            return duplicateHigh(fd);
        } finally {
            close(fd);
        }
    }

    public void setCloseOnExec(int fd) throws IOException {
        check(posix.fcntlInt(fd, Fcntl.F_SETFD, FD_CLOEXEC), "fcntl(" + fd + ", F_SETFD)");
    }

    /** Closes {@code fd}; a descriptor that is not open is no error. */
    public void close(int fd) {
        posix.close(fd);
    }

    /** Writes all of {@code bytes}, which must fit into what the pipe has room for. */
    public void write(int fd, byte[] bytes) throws IOException {
        long written = posix.write(fd, bytes, bytes.length);
        if (written != bytes.length) {
            throw new IOException("write(" + fd + "): " + written + " of " + bytes.length + " bytes: " + errno());
        }
    }

    /** Sets the process's file mode creation mask and returns the former. */
    public int umask(int mask) {
        return posix.umask(mask);
    }

    LibraryCalls library() {
        return library;
    }

    POSIX natives() {
        return posix;
    }

    int check(int result, String call) throws IOException {
        if (result < 0) {
            throw new PosixException(call, errno());
        }
        return result;
    }

    private Errno errno() {
        return Errno.valueOf(posix.errno());
    }
}
