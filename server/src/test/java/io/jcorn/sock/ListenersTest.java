package io.jcorn.sock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jcorn.posix.Descriptors;
import io.jcorn.posix.Posix;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenersTest {
    private static final int BACKLOG = 16;
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    @TempDir
    Path folder;

    private final Posix posix;

    ListenersTest() throws IOException {
        posix = Posix.load();
    }

    private Listeners open(String... addresses) throws BindFailure {
        return open(masked(0), addresses);
    }

    private Listeners open(SocketFileRights rights, String... addresses) throws BindFailure {
        return Listeners.none().rebind(posix, parse(addresses), BACKLOG, rights);
    }

    private static SocketFileRights masked(int umask) {
        return new SocketFileRights(umask, Optional.empty(), Optional.empty());
    }

    private static List<BindAddress> parse(String... addresses) {
        return Stream.of(addresses).map(BindAddress::parse).toList();
    }

    private void close(Listeners listeners) {
        listeners.closeExcept(Listeners.none(), posix);
    }

    /** There while it is open in this process. */
    private static File descriptor(int fd) {
        return new File("/dev/fd/" + fd);
    }

    @Test
    void tellsThePortThatTheKernelChose() throws Exception {
        Listeners listeners = open("127.0.0.1:0", "[::1]:0");
        try {
            assertThat(listeners.urls("http"))
                    .matches("http://127\\.0\\.0\\.1:[1-9]\\d+,http://\\[0:0:0:0:0:0:0:1]:[1-9]\\d+");
            assertThat(listeners.all()).allMatch(listener -> listener.fd() >= Descriptors.HIGH);
        } finally {
            close(listeners);
        }
    }

    @Test
    void keepsTheSocketsOfUnchangedAddresses() throws Exception {
        Listeners first = open("127.0.0.1:0", "localhost:0");
        Listeners second = first.rebind(posix, parse("localhost:0", "unix:" + folder.resolve("s")), BACKLOG, masked(0));
        first.closeExcept(second, posix);
        try {
            assertThat(second.all().get(0)).isEqualTo(first.all().get(1));
            assertThat(descriptor(first.all().get(1).fd())).exists();
            assertThat(descriptor(first.all().get(0).fd())).doesNotExist();
        } finally {
            close(second);
        }
    }

    @Test
    void leavesNothingOpenWhenOneFails() throws Exception {
        Path socket = folder.resolve("s");
        try (var taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> open("unix:" + socket, "127.0.0.1:" + taken.getLocalPort()))
                    .isInstanceOf(BindFailure.class)
                    .hasMessageContaining("the port is in use");
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void appliesTheUmaskAndRemovesAStaleUnixSocket() throws Exception {
        Path socket = folder.resolve("s");
        try (var stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            stale.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        Listeners listeners = open(masked(0117), "unix:" + socket);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-rw----");
        close(listeners);
        assertThat(socket).doesNotExist();
    }

    @Test
    void givesAUnixSocketToItsOwners() throws Exception {
        assumeTrue(IS_ROOT, "only root can give files away");
        Path socket = folder.resolve("s");
        UserPrincipalLookupService accounts = folder.getFileSystem().getUserPrincipalLookupService();
        UserPrincipal user = accounts.lookupPrincipalByName("65534");
        GroupPrincipal group = accounts.lookupPrincipalByGroupName("65533");

        Listeners listeners = open(new SocketFileRights(007, Optional.of(user), Optional.of(group)), "unix:" + socket);

        PosixFileAttributes attributes = Files.readAttributes(socket, PosixFileAttributes.class);
        assertThat(attributes.owner()).isEqualTo(user);
        assertThat(attributes.group()).isEqualTo(group);
        assertThat(PosixFilePermissions.toString(attributes.permissions())).isEqualTo("rwxrwx---");
        close(listeners);
        assertThat(socket).doesNotExist();
    }

    @Test
    void leavesNoUnixSocketThatItCannotGiveAway() throws Exception {
        assumeFalse(IS_ROOT, "root can give all files away");
        Path socket = folder.resolve("s");
        UserPrincipalLookupService accounts = folder.getFileSystem().getUserPrincipalLookupService();
        Optional<UserPrincipal> user = Optional.of(accounts.lookupPrincipalByName("root"));
        Optional<GroupPrincipal> group = Optional.of(accounts.lookupPrincipalByGroupName("root"));

        assertThatThrownBy(() -> open(new SocketFileRights(0, user, Optional.empty()), "unix:" + socket))
                .isInstanceOf(BindFailure.class)
                .hasMessageContaining("it can't be given to user root; only root can do that");
        assertThatThrownBy(() -> open(new SocketFileRights(0, Optional.empty(), group), "unix:" + socket))
                .isInstanceOf(BindFailure.class)
                .hasMessageContaining("it can't be given to group root; start jcorn as a member of that group");
        assertThat(socket).doesNotExist();
    }

    @Test
    void refusesAUnixSocketThatIsAlive() throws Exception {
        Path socket = folder.resolve("s");
        try (var alive = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            alive.bind(UnixDomainSocketAddress.of(socket));
            assertThatThrownBy(() -> open("unix:" + socket)).hasMessageContaining("another process listens there");
        }
    }

    @Test
    void refusesAFileThatIsNoSocket() throws Exception {
        Path file = Files.createFile(folder.resolve("s"));
        assertThatThrownBy(() -> open("unix:" + file)).hasMessageContaining("the path exists and is not a socket");
        assertThat(file).exists();
    }

    @Test
    void refusesAUnixPathThatIsTooLong() {
        String name = "x".repeat(120);
        assertThatThrownBy(() -> open("unix:" + folder.resolve(name))).hasMessageContaining("at most 103 bytes");
    }

    @Test
    void refusesAnAddressOfAnotherMachine() {
        assertThatThrownBy(() -> open("192.0.2.1:0")).hasMessageContaining("no network interface of this machine");
    }

    @Test
    void refusesADescriptorThatIsNoSocket() {
        assertThatThrownBy(() -> open("fd://999")).hasMessageContaining("descriptor 999 is no inherited socket");
    }

    @Test
    void adoptsAnInheritedSocket() throws Exception {
        Listeners opened = open("127.0.0.1:0");
        Listener original = opened.all().get(0);
        Listeners adopted = open("fd://" + original.fd());
        try {
            assertThat(adopted.urls("http")).isEqualTo(opened.urls("http"));
            assertThat(descriptor(original.fd())).doesNotExist();
        } finally {
            close(adopted);
        }
    }

    @Test
    void takesTheSocketsOfSystemdInsteadOfItsOwn() {
        String pid = Long.toString(ProcessHandle.current().pid());
        assertThat(Listeners.addresses(parse(":8000"), Map.of("LISTEN_PID", pid, "LISTEN_FDS", "2")))
                .isEqualTo(parse("fd://3", "fd://4"));
        assertThat(Listeners.addresses(parse(":8000"), Map.of("LISTEN_PID", "1", "LISTEN_FDS", "2")))
                .isEqualTo(parse(":8000"));
    }
}
