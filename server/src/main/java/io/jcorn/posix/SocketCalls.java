package io.jcorn.posix;

import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/** What jnr-posix lacks of {@code <sys/socket.h>}; results and errno as there. */
public interface SocketCalls {
    int socket(int domain, int type, int protocol);

    int bind(int fd, @In byte[] address, int length);

    int listen(int fd, int backlog);

    int getsockname(int fd, @Out byte[] address, @In @Out int[] length);

    int setsockopt(int fd, int level, int option, @In int[] value, int length);
}
