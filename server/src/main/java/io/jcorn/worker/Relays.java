package io.jcorn.worker;

import io.jcorn.app.WorkerName;
import io.jcorn.boot.TempFolder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the workers of a server reach each other to hand over requests: each listens at a UNIX socket in its folder for
 * temporary files, which is its user's alone. Any thread.
 *
 * <p>Who has the name of a worker, from wherever, gets at no other socket than that of a worker of this server.
 */
final class Relays implements AutoCloseable {
    private static final Logger LOG = System.getLogger("jcorn.worker");
    private static final String SOCKET = "relay";
    /** The kernel bounds it; as for a listener of clients, it is no queue to wait in but what a burst needs. */
    private static final int BACKLOG = 2048;
    /** A worker doesn't live to see as many connections as there are numbers below. */
    private static final int AGE_SHIFT = 40;

    private final WorkerName self;
    private final TempFolder server;
    private final ServerSocketChannel listener;
    /** Numbers of workers that have ended: as many as were ever asked for. */
    private final Set<Integer> gone = ConcurrentHashMap.newKeySet();

    private Relays(WorkerName self, TempFolder server, ServerSocketChannel listener) {
        this.self = self;
        this.server = server;
        this.listener = listener;
    }

    /**
     * Begins to listen.
     *
     * @param folder this worker's
     * @throws IOException if it can't, as where the folder's path is too long for a socket's
     */
    static Relays open(TempFolder folder, int age) throws IOException {
        TempFolder server = new TempFolder(folder.path().getParent());
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            Path socket = folder.path().resolve(SOCKET);
            listener.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            listener.configureBlocking(false);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        return new Relays(WorkerName.of(server.path().getFileName().toString(), age), server, listener);
    }

    /** This worker. */
    WorkerName self() {
        return self;
    }

    ServerSocketChannel listener() {
        return listener;
    }

    /** What other workers call a connection of this one: none of theirs has the number. */
    long idForOthers(long connectionId) {
        return ((long) self.age() << AGE_SHIFT) + connectionId;
    }

    /** Whether a worker is known to have ended; one of another server is nobody that could be asked. */
    boolean isGone(String worker) {
        Optional<WorkerName> name = WorkerName.parse(worker);
        return name.isEmpty()
                || !name.get().server().equals(self.server())
                || name.get().age() == self.age()
                || gone.contains(name.get().age());
    }

    /**
     * Connects to a worker that isn't known to be gone. Doesn't block.
     *
     * @return null if it is gone
     * @throws IOException if it is there and can't take a connection
     */
    SocketChannel connect(String worker) throws IOException {
        int age = WorkerName.parse(worker).orElseThrow().age();
        Path socket = server.ofWorker(age).path().resolve(SOCKET);
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (IOException e) {
            channel.close();
            if (e instanceof ConnectException || Files.notExists(socket)) {
                gone.add(age);
                return null;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "close failed: {0}", e.getMessage());
        }
    }
}
