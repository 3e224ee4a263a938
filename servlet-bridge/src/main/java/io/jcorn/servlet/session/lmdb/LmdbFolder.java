package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.lmdbjava.ByteBufferProxy;
import org.lmdbjava.Env;
import org.lmdbjava.Env.FileInvalidException;
import org.lmdbjava.Env.VersionMismatchException;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.LmdbNativeException;
import org.lmdbjava.Txn;

/**
 * The store's place in the session folder, for the owner only:
 *
 * <pre>
 *   writer.lock      held by who writes, and by who opens
 *   lmdb-1/          data.mdb and lock.mdb; the number is the format's
 *   lmdb-1.damaged/  what couldn't be opened, kept for whoever wants to look
 * </pre>
 */
final class LmdbFolder {
    /** Raised with every change of what the tables hold. */
    static final int FORMAT = 1;

    private static final System.Logger LOG = System.getLogger("jcorn.session");
    private static final int MAX_READERS = 4096;
    private static final int TABLES = 4;
    private static final long REHEARSAL_BYTES = 1 << 20;
    private static final String PREFIX = "lmdb-";
    private static final int OWNER_ONLY = 0600;
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final Path data;
    private final long maxBytes;

    /** @param maxBytes how large the store may get: virtual memory until it is used */
    LmdbFolder(Path folder, long maxBytes) {
        this.folder = folder;
        this.data = folder.resolve(PREFIX + FORMAT);
        this.maxBytes = maxBytes;
    }

    /** Opens the lock's file; once in a process, for closing any descriptor of it gives the lock up. */
    FileChannel openLock() {
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder, FOLDER);
            }
            return FileChannel.open(
                    folder.resolve("writer.lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), FILE);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private StoreException unwritable(IOException e) {
        return new StoreException(Kind.UNAVAILABLE, "the session folder " + folder + " can't be written: " + e, e);
    }

    /** An open environment, its tables and who reads them. */
    record Opened(Env<ByteBuffer> env, Tables tables, Readers readers) {}

    /**
     * Does all that opening needs with a store that nobody uses, and drops it. What follows under the lock, while no
     * worker can write, is then short: classes are loaded and made, the native library is there.
     */
    static void rehearse() {
        try {
            Path stage = Files.createTempDirectory("jcorn-rehearsal-");
            try (Env<ByteBuffer> env = open(stage, REHEARSAL_BYTES);
                    Txn<ByteBuffer> txn = new Tables(env).rehearse(env)) {
                txn.commit();
                env.readerCheck();
            } finally {
                delete(stage);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The session store is opened without rehearsal", e);
        }
    }

    /** Opens the store, one worker after the other, and clears what dead workers have left in it. */
    @SuppressWarnings("try") // holding the lock is its use
    Opened open(FileChannel lock) {
        try (FileLock held = lock.lock()) {
            removeOtherFormats();
            Env<ByteBuffer> env = openOrReplace();
            env.readerCheck();
            return new Opened(env, new Tables(env), new Readers(env));
        } catch (IOException | LmdbNativeException e) {
            throw new StoreException(Kind.UNAVAILABLE, "the session store in " + data + " can't be opened: " + e, e);
        }
    }

    private Env<ByteBuffer> openOrReplace() throws IOException {
        try {
            return openData();
        } catch (FileInvalidException
                | VersionMismatchException
                | LmdbNativeException.PageCorruptedException
                | LmdbNativeException.PageNotFoundException e) {
            Path damaged = folder.resolve(data.getFileName() + ".damaged");
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The session store is damaged, its sessions are lost; kept as " + damaged + ": " + e.getMessage());
            delete(damaged);
            Files.move(data, damaged, StandardCopyOption.ATOMIC_MOVE);
            return openData();
        }
    }

    private Env<ByteBuffer> openData() throws IOException {
        if (Files.notExists(data)) {
            Files.createDirectory(data, FOLDER);
        }
        return open(data, maxBytes);
    }

    private static Env<ByteBuffer> open(Path folder, long maxBytes) {
        return Env.create(ByteBufferProxy.PROXY_OPTIMAL)
                .setMapSize(maxBytes)
                .setMaxDbs(TABLES)
                .setMaxReaders(MAX_READERS)
                .open(folder.toFile(), OWNER_ONLY, EnvFlags.MDB_NOTLS, EnvFlags.MDB_NOSYNC);
    }

    private void removeOtherFormats() throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path other : others) {
                String name = other.getFileName().toString();
                if (!name.startsWith(PREFIX + FORMAT)) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "Sessions that another version of jcorn has stored are dropped: " + other);
                    delete(other);
                }
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
