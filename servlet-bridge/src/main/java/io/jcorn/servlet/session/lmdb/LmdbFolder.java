package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoreException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.lmdbjava.ByteBufferProxy;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.LmdbNativeException;
import org.lmdbjava.Txn;

/**
 * The store's place in the session folder, for the owner only:
 *
 * <pre>
 *   writer.lock      held by who writes, and by who opens
 *   checks           a byte for each check that was begun and has not ended
 *   lmdb-3/          data.mdb and lock.mdb; the number is the format's
 *   lmdb-3.damaged/  what couldn't be opened, kept for whoever wants to look
 * </pre>
 */
final class LmdbFolder {
    /** Raised with every change of what the tables hold. */
    static final int FORMAT = 3;

    private static final System.Logger LOG = System.getLogger("jcorn.session");
    private static final int MAX_READERS = 4096;
    private static final int TABLES = 4;
    private static final int MAX_CHECKS = 3;
    private static final long REHEARSAL_BYTES = 1 << 20;
    private static final String PREFIX = "lmdb-";
    private static final String DATA = "data.mdb";
    private static final int OWNER_ONLY = 0600;
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final Path data;
    private final long maxBytes;
    private final boolean owned;

    /**
     * @param maxBytes how large the store may get: virtual memory until it is used
     * @param owned whether what can't be opened may be replaced by an empty store
     */
    LmdbFolder(Path folder, long maxBytes, boolean owned) {
        this.folder = folder;
        this.data = folder.resolve(PREFIX + FORMAT);
        this.maxBytes = maxBytes;
        this.owned = owned;
    }

    /** @throws StoreException if there is no store of this format */
    void checkExists() {
        if (Files.notExists(data.resolve(DATA))) {
            throw new StoreException(
                    Kind.UNAVAILABLE,
                    others().isEmpty()
                            ? "no sessions are stored in " + folder
                            : "the sessions in " + folder + " are stored by another version of jcorn",
                    null);
        }
    }

    /** Stores of other formats, which {@link #open} removes. */
    List<Path> others() {
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> stores = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path store : stores) {
                if (!store.getFileName().toString().startsWith(PREFIX + FORMAT)) {
                    others.add(store);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(e);
        }
        return others;
    }

    private StoreException unreadable(IOException e) {
        return new StoreException(Kind.UNAVAILABLE, "the session folder " + folder + " can't be read: " + e, e);
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
                    Txn<ByteBuffer> txn = new Tables(env, Files.getFileStore(stage)).rehearse(env)) {
                txn.commit();
                env.readerCheck();
            } finally {
                delete(stage);
            }
        } catch (IOException | LmdbNativeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The session store is opened without rehearsal", e);
        }
    }

    /** Opens the store, one worker after the other, and clears what dead workers have left in it. */
    @SuppressWarnings("try") // holding the lock is its use
    Opened open(FileChannel lock) {
        try (FileLock held = lock.lock()) {
            return owned ? openOrReplace() : openData();
        } catch (IOException | LmdbNativeException e) {
            StoreException why = Failure.of(e);
            throw new StoreException(
                    why.kind(), "the session store in " + folder + " can't be opened: " + why.getMessage(), e);
        }
    }

    private Opened openOrReplace() throws IOException {
        for (Path other : others()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Sessions that another version of jcorn has stored are dropped: " + other);
            delete(other);
        }
        try {
            return openData();
        } catch (LmdbNativeException | StoreException e) {
            if (Failure.of(e).kind() != Kind.DAMAGED) {
                throw e;
            }
            Path damaged = folder.resolve(data.getFileName() + ".damaged");
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The session store is damaged, its sessions are lost; kept as " + damaged + ": " + e.getMessage());
            delete(damaged);
            Files.move(data, damaged, StandardCopyOption.ATOMIC_MOVE);
            return openData();
        }
    }

    private Opened openData() throws IOException {
        if (Files.notExists(data)) {
            Files.createDirectory(data, FOLDER);
        }
        Env<ByteBuffer> env = open(data, maxBytes);
        try {
            return owned && env.info().numReaders == 0 ? openChecked(env) : open(env, false);
        } catch (IOException | RuntimeException e) {
            env.close();
            throw e;
        }
    }

    /**
     * Goes through all of a store that nobody else has open: later a damaged one can't be replaced any more. Some damages
     * end the process; the checks that were begun and never ended tell that to the next one.
     */
    private Opened openChecked(Env<ByteBuffer> env) throws IOException {
        Path checks = folder.resolve("checks");
        long begun = Files.exists(checks) ? Files.size(checks) : 0;
        if (begun >= MAX_CHECKS) {
            Files.delete(checks);
            throw new StoreException(Kind.DAMAGED, begun + " workers have ended when they went through it", null);
        }
        write(checks, new byte[(int) begun + 1]);
        try {
            giveItsLength(env);
            return open(env, true);
        } finally {
            Files.deleteIfExists(checks);
        }
    }

    /** What was cut off reads as zeros then, which LMDB takes for damage: a read beyond a file's end ends the process. */
    private void giveItsLength(Env<ByteBuffer> env) throws IOException {
        long bytes = (env.info().lastPageNumber + 1) * env.stat().pageSize;
        try (RandomAccessFile file = new RandomAccessFile(data.resolve(DATA).toFile(), "rw")) {
            if (file.length() < bytes) {
                file.setLength(bytes); // of its last pages LMDB may not have written some, so that alone is no damage
            }
        }
    }

    private Opened open(Env<ByteBuffer> env, boolean check) throws IOException {
        env.readerCheck();
        Tables tables = new Tables(env, Files.getFileStore(data));
        if (check) {
            try (Txn<ByteBuffer> txn = env.txnRead()) {
                tables.check(txn);
            }
        }
        return new Opened(env, tables, new Readers(env));
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The session store is checked without a note of that", e);
        }
    }

    private static Env<ByteBuffer> open(Path folder, long maxBytes) {
        return Env.create(ByteBufferProxy.PROXY_OPTIMAL)
                .setMapSize(maxBytes)
                .setMaxDbs(TABLES)
                .setMaxReaders(MAX_READERS)
                .open(folder.toFile(), OWNER_ONLY, EnvFlags.MDB_NOTLS, EnvFlags.MDB_NOSYNC);
    }

    /** Its path. */
    @Override
    public String toString() {
        return folder.toString();
    }

    static void delete(Path tree) throws IOException {
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
