package io.jcorn.posix;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import jnr.constants.platform.AddressFamily;
import jnr.constants.platform.IPProto;
import jnr.constants.platform.Sock;
import jnr.constants.platform.SocketLevel;
import jnr.constants.platform.SocketOption;
import jnr.constants.platform.TCP;

/**
 * A listening socket as a bare descriptor, close-on-exec and numbered {@link Descriptors#HIGH} or more.
 *
 * <p>Native rather than an NIO channel, because the arbiter never accepts, wants the errno of a failed bind, and hands
 * the number on.
 *
 * @param fd the descriptor
 * @param name where it is bound, with the port that the kernel chose if it was asked to
 */
public record ListeningSocket(int fd, SocketAddress name) {
    private static final int MAX_NAME_BYTES = 128;

    /** Opens, binds and listens. {@code address} is resolved, or the name of a UNIX socket that does not exist yet. */
    public static ListeningSocket open(Posix posix, SocketAddress address, int backlog) throws IOException {
        AddressFamily family = SocketAddressBytes.family(address);
        int low = posix.check(
                posix.library().socket(family.intValue(), Sock.SOCK_STREAM.intValue(), 0), "socket(" + family + ")");
        int fd = posix.moveHigh(low);
        try {
            if (address instanceof InetSocketAddress) {
                set(posix, fd, SocketLevel.SOL_SOCKET.intValue(), SocketOption.SO_REUSEADDR.intValue());
                setNoDelay(posix, fd);
            }
            byte[] name = SocketAddressBytes.encode(address);
            posix.check(posix.library().bind(fd, name, name.length), "bind(" + address + ")");
            posix.check(posix.library().listen(fd, backlog), "listen(" + address + ")");
            return new ListeningSocket(fd, name(posix, fd));
        } catch (IOException e) {
            posix.close(fd);
            throw e;
        }
    }

    /** Takes over a socket that this process inherited as {@code fd}, and closes that number. */
    public static ListeningSocket adopt(Posix posix, int fd, int backlog) throws IOException {
        SocketAddress name = name(posix, fd);
        // on a socket that listens already this changes the backlog alone
        posix.check(posix.library().listen(fd, backlog), "listen(fd " + fd + ")");
        int high = posix.moveHigh(fd);
        if (name instanceof InetSocketAddress) {
            setNoDelay(posix, high);
        }
        return new ListeningSocket(high, name);
    }

    /** Accepted sockets inherit this, which saves workers a system call a connection. */
    private static void setNoDelay(Posix posix, int fd) throws IOException {
        set(posix, fd, IPProto.IPPROTO_TCP.intValue(), TCP.TCP_NODELAY.intValue());
    }

    private static void set(Posix posix, int fd, int level, int option) throws IOException {
        int[] on = {1};
        posix.check(posix.library().setsockopt(fd, level, option, on, Integer.BYTES), "setsockopt(fd " + fd + ")");
    }

    private static SocketAddress name(Posix posix, int fd) throws IOException {
        byte[] name = new byte[MAX_NAME_BYTES];
        int[] length = {name.length};
        posix.check(posix.library().getsockname(fd, name, length), "getsockname(fd " + fd + ")");
        return SocketAddressBytes.decode(name, length[0]);
    }
}
