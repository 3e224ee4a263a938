package io.jcorn.posix;

import java.io.IOException;
import jnr.constants.platform.Errno;

/** A system call that failed. */
public final class PosixException extends IOException {
    private static final long serialVersionUID = 1;

    private final Errno errno;

    PosixException(String call, Errno errno) {
        super(call + ": " + errno.description() + " (" + errno.name() + ")");
        this.errno = errno;
    }

    /** What the system says, such as {@code Address already in use}. */
    public String reason() {
        return errno.description();
    }

    public boolean isAddressInUse() {
        return errno == Errno.EADDRINUSE;
    }

    public boolean isPermissionDenied() {
        return errno == Errno.EACCES || errno == Errno.EPERM;
    }

    /** Whether the descriptor was not open. */
    boolean isBadDescriptor() {
        return errno == Errno.EBADF;
    }

    public boolean isAddressNotAvailable() {
        return errno == Errno.EADDRNOTAVAIL;
    }
}
