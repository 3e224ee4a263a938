package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.Rewritten;
import io.jcorn.servlet.session.store.Saved;
import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoredSession;
import io.jcorn.servlet.session.store.Touch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/**
 * Sessions in an LMDB environment that the workers of one server have open at the same time. Opened once in a process.
 *
 * <p>Durable against the death of processes, not of the machine: nothing is synced, and a store of another boot is not
 * opened again.
 */
public final class LmdbStore implements BrowsableStore {
    /** Sessions that a sweep removes at a time; a store too full for that has room for one after the other. */
    private static final int SLICE = 16;

    private static final int TOUCHES = 64;
    /** Sessions that a list has at a time. */
    private static final int LISTED = 1000;

    private final LmdbFolder folder;
    private final FileChannel lock;
    private final Env<ByteBuffer> env;
    private final Tables tables;
    private final Readers readers;
    private final GroupCommit writer;
    /** Belongs to who writes. */
    private final KeyBytes keys = new KeyBytes();

    private LmdbStore(LmdbFolder folder, FileChannel lock, LmdbFolder.Opened opened) {
        this.folder = folder;
        this.lock = lock;
        this.env = opened.env();
        this.tables = opened.tables();
        this.readers = opened.readers();
        this.writer = new GroupCommit(env, lock);
    }

    /**
     * Opens the store in a folder, made if it isn't there. Loads a native library: half a second of a JVM that has just
     * started.
     *
     * @param maxBytes how large it may get
     * @throws StoreException if it can't be opened, with a line that says why
     */
    public static LmdbStore open(Path folder, long maxBytes) {
        return open(new LmdbFolder(folder, maxBytes, true));
    }

    /**
     * The same for who only looks at the store of a server: makes none and drops none.
     *
     * @throws StoreException also if there is none, or one of another version of jcorn
     */
    public static LmdbStore openExisting(Path folder, long maxBytes) {
        LmdbFolder place = new LmdbFolder(folder, maxBytes, false);
        place.checkExists();
        return open(place);
    }

    /** Whether opening the store in a folder would drop sessions that another version of jcorn has stored there. */
    public static boolean dropsOthers(Path folder) {
        return !new LmdbFolder(folder, 0, false).others().isEmpty();
    }

    private static LmdbStore open(LmdbFolder place) {
        FileChannel lock = place.openLock();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(LmdbStore.class.getClassLoader()); // where lmdbjava looks for its native library
        try {
            NativeLibrary.load();
            LmdbFolder.rehearse();
            LmdbStore store = new LmdbStore(place, lock, place.open(lock));
            store.writer.start();
            return store;
        } catch (RuntimeException e) {
            closeQuietly(lock);
            throw Failure.of(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public StoredSession find(SessionKey key, long knownVersion) {
        return read((txn, own) -> tables.find(txn, own, key, knownVersion));
    }

    @Override
    public CompletableFuture<Saved> save(SessionKey key, SessionDelta delta) {
        return writer.submit(txn -> tables.save(txn, keys, key, delta));
    }

    @Override
    public CompletableFuture<Saved> enqueue(SessionKey key, SessionDelta delta) {
        return writer.enqueue(txn -> tables.save(txn, keys, key, delta));
    }

    @Override
    public void flush() {
        writer.flush();
    }

    @Override
    public CompletableFuture<Boolean> remove(SessionKey key) {
        return writer.submit(txn -> tables.remove(txn, keys, key));
    }

    @Override
    public CompletableFuture<Boolean> rename(SessionKey from, SessionKey to) {
        return writer.submit(txn -> tables.rename(txn, keys, from, to));
    }

    @Override
    public CompletableFuture<Rewritten> rewrite(SessionKey from, SessionKey to, SessionDelta.Whole whole) {
        return writer.submit(txn -> tables.rewrite(txn, keys, from, to, whole));
    }

    @Override
    public CompletableFuture<Void> touch(List<Touch> touches) {
        List<CompletableFuture<?>> slices = new ArrayList<>();
        for (int i = 0; i < touches.size(); i += TOUCHES) {
            List<Touch> slice = List.copyOf(touches.subList(i, Math.min(touches.size(), i + TOUCHES)));
            slices.add(writer.submit(txn -> {
                slice.forEach(touch -> tables.touch(txn, keys, touch));
                return null;
            }));
        }
        return CompletableFuture.allOf(slices.toArray(CompletableFuture[]::new));
    }

    /**
     * Also clears the slots of readers that died, which keep old pages from being used again: first, for those may be all
     * that are left for the write.
     */
    @Override
    public boolean claimSweep(long application, long now, long intervalMillis) {
        return await(writer.submit(txn -> {
            env.readerCheck();
            return tables.claimSweep(txn, keys, application, now, intervalMillis);
        }));
    }

    @Override
    public void expire(long application, long now, Consumer<StoredSession> ended) {
        List<SessionKey> slice = expired(new SessionKey(application, ""), now);
        while (!slice.isEmpty()) {
            slice.stream().map(key -> writer.submit(txn -> tables.expire(txn, keys, key, now))).toList().stream()
                    .map(LmdbStore::await)
                    .filter(Objects::nonNull)
                    .toList()
                    .forEach(ended);
            slice = expired(slice.get(slice.size() - 1), now);
        }
    }

    private List<SessionKey> expired(SessionKey after, long now) {
        return read((txn, own) -> tables.expired(txn, own, after, now, SLICE));
    }

    @Override
    public long count(long application) {
        return read((txn, own) -> tables.count(txn, own, application));
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public Set<Long> applications() {
        return read((txn, own) -> tables.applications(txn));
    }

    @Override
    public void list(long application, long now, Predicate<List<Listed>> visitor) {
        SessionKey last = new SessionKey(application, "");
        List<Listed> slice;
        do {
            slice = slice(last, now);
            last = slice.isEmpty() ? last : slice.get(slice.size() - 1).key();
        } while (!slice.isEmpty() && visitor.test(slice));
    }

    private List<Listed> slice(SessionKey after, long now) {
        return read((txn, own) -> tables.slice(txn, own, after, now, LISTED));
    }

    private <T> T read(BiFunction<Txn<ByteBuffer>, KeyBytes, T> read) {
        try {
            return readers.read(read);
        } catch (RuntimeException e) {
            throw Failure.of(e);
        }
    }

    private static <T> T await(CompletableFuture<T> write) {
        try {
            return write.join();
        } catch (CompletionException e) {
            throw Failure.of(e.getCause());
        }
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
        env.close();
        closeQuietly(lock);
    }

    private static void closeQuietly(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            // it held nothing that would be lost
        }
    }
}
