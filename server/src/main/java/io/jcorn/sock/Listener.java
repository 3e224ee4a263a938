package io.jcorn.sock;

import io.jcorn.posix.Posix;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A listening socket of the arbiter's.
 *
 * @param requested as the setting {@code bind} has it
 * @param bound numeric, with the port that the kernel chose if it was asked to; never {@link BindAddress.Fd}
 * @param fd numbered {@code Descriptors.HIGH} or more, and close-on-exec
 * @param unixSocket the file that this process made for it, to be removed with it
 */
public record Listener(BindAddress requested, BindAddress bound, int fd, Optional<OwnedFile> unixSocket) {
    /** A file, and by which key it is known to be still the same. */
    record OwnedFile(Path path, Object key) {
        static OwnedFile of(Path path) throws IOException {
            return new OwnedFile(path, key(path));
        }

        /** Removes the file unless another process has put its own in its place. */
        void remove() throws IOException {
            if (Files.exists(path) && key.equals(key(path))) {
                Files.delete(path);
            }
        }

        private static Object key(Path path) throws IOException {
            return Files.getAttribute(path, "unix:ino");
        }
    }

    /** As gunicorn logs it: {@code http://127.0.0.1:8000} or {@code unix:/run/app.sock}. */
    public String url(String scheme) {
        return bound instanceof BindAddress.Unix ? bound.toString() : scheme + "://" + bound;
    }

    /** Closes the descriptor here; workers that inherited it go on listening. */
    void close(Posix posix) throws IOException {
        posix.close(fd);
        if (unixSocket.isPresent()) {
            unixSocket.get().remove();
        }
    }

    static BindAddress bound(SocketAddress name) {
        if (name instanceof InetSocketAddress inet) {
            String host = inet.getAddress().getHostAddress();
            return new BindAddress.Tcp(host, inet.getPort());
        }
        return new BindAddress.Unix(((UnixDomainSocketAddress) name).getPath());
    }
}
