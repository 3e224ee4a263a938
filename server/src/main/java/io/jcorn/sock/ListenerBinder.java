package io.jcorn.sock;

import io.jcorn.posix.ListeningSocket;
import io.jcorn.posix.Posix;
import io.jcorn.posix.PosixException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Binds one address, and says in a sentence for the operator why it cannot. The arbiter's thread. */
final class ListenerBinder {
    private static final int FILE_TYPE_MASK = 0170000;
    private static final int SOCKET_FILE = 0140000;

    private final Posix posix;
    private final int backlog;
    private final SocketFileRights rights;

    /** @param rights of UNIX sockets */
    ListenerBinder(Posix posix, int backlog, SocketFileRights rights) {
        this.posix = posix;
        this.backlog = backlog;
        this.rights = rights;
    }

    Listener bind(BindAddress address) throws BindFailure {
        try {
            if (address instanceof BindAddress.Tcp tcp) {
                return bindTcp(tcp);
            }
            if (address instanceof BindAddress.Unix unix) {
                return bindUnix(unix);
            }
            return adopt((BindAddress.Fd) address);
        } catch (IOException e) {
            throw new BindFailure(address, e.getMessage(), false);
        }
    }

    private Listener bindTcp(BindAddress.Tcp tcp) throws IOException, BindFailure {
        InetAddress host;
        try {
            host = InetAddress.getByName(tcp.host());
        } catch (UnknownHostException e) {
            throw new BindFailure(tcp, "the host name is not known", false);
        }
        try {
            ListeningSocket socket = ListeningSocket.open(posix, new InetSocketAddress(host, tcp.port()), backlog);
            return new Listener(tcp, Listener.bound(socket.name()), socket.fd(), Optional.empty());
        } catch (PosixException e) {
            throw explain(tcp, e);
        }
    }

    private static BindFailure explain(BindAddress.Tcp tcp, PosixException e) {
        if (e.isAddressInUse()) {
            String owner = PortOwner.find(tcp.port()).map(who -> " by " + who).orElse("");
            return new BindFailure(tcp, "the port is in use" + owner, true);
        }
        if (e.isPermissionDenied()) {
            return new BindFailure(
                    tcp,
                    "this user may not listen on port " + tcp.port() + "; take one of 1024 or more, such as "
                            + new BindAddress.Tcp(tcp.host(), BindAddress.DEFAULT_PORT)
                            + ", let systemd open the socket, or lower net.ipv4.ip_unprivileged_port_start",
                    false);
        }
        if (e.isAddressNotAvailable()) {
            return new BindFailure(tcp, "no network interface of this machine has that address", false);
        }
        return new BindFailure(tcp, e.reason(), false);
    }

    private Listener bindUnix(BindAddress.Unix unix) throws IOException, BindFailure {
        Path path = unix.path();
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            removeStale(unix);
        }
        Listener listener = makeUnix(unix);
        try {
            rights.giveAway(path);
            return listener;
        } catch (IOException e) {
            listener.close(posix);
            throw e;
        }
    }

    private Listener makeUnix(BindAddress.Unix unix) throws IOException, BindFailure {
        int former = posix.umask(rights.umask());
        try {
            ListeningSocket socket = ListeningSocket.open(posix, UnixDomainSocketAddress.of(unix.path()), backlog);
            return new Listener(unix, unix, socket.fd(), Optional.of(Listener.OwnedFile.of(unix.path())));
        } catch (PosixException e) {
            throw new BindFailure(unix, e.reason(), false);
        } finally {
            posix.umask(former);
        }
    }

    private static void removeStale(BindAddress.Unix unix) throws IOException, BindFailure {
        int mode = (int) Files.getAttribute(unix.path(), "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if ((mode & FILE_TYPE_MASK) != SOCKET_FILE) {
            throw new BindFailure(unix, "the path exists and is not a socket", false);
        }
        if (answers(unix.path())) {
            throw new BindFailure(unix, "another process listens there", true);
        }
        Files.delete(unix.path());
    }

    private static boolean answers(Path path) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            return false; // refused: whoever bound it is gone
        }
    }

    private Listener adopt(BindAddress.Fd inherited) throws IOException, BindFailure {
        try {
            ListeningSocket socket = ListeningSocket.adopt(posix, inherited.fd(), backlog);
            return new Listener(inherited, Listener.bound(socket.name()), socket.fd(), Optional.empty());
        } catch (PosixException e) {
            throw new BindFailure(
                    inherited, "descriptor " + inherited.fd() + " is no inherited socket: " + e.reason(), false);
        }
    }
}
