package io.jcorn.posix;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/** What jnr-posix lacks of the C library; results and errno as there. One interface: for each a class is made at every start. */
public interface LibraryCalls {
    int socket(int domain, int type, int protocol);

    int bind(int fd, @In byte[] address, int length);

    int listen(int fd, int backlog);

    int getsockname(int fd, @Out byte[] address, @In @Out int[] length);

    int setsockopt(int fd, int level, int option, @In int[] value, int length);

    /** @param handler null for {@code SIG_DFL} */
    Pointer signal(int number, Pointer handler);
}
