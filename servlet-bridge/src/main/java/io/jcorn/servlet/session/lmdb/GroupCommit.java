package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/**
 * Runs all writes of a worker, one transaction at a time: what waits when one begins shares it.
 *
 * <pre>
 *   submit ──► queue ──wakes──► writer's thread ─┐
 *   enqueue ─► queue ··flush··► this thread ─────┴► file lock ─ transaction ─ commit ─ unlock ──► futures complete
 * </pre>
 *
 * <p>The file lock is outside of LMDB's own mutex because a process that dies at that mutex can take a wake-up with it
 * that others wait for; the kernel gives a file lock on when its holder dies. That works with one descriptor of the
 * lock's file in a process, and with nobody interrupted who waits for it: so only the writer's thread waits, others take
 * it if it is free. Nothing of an application runs before it is given back.
 */
final class GroupCommit implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("jcorn.session");
    private static final int MAX_BATCH = 256;
    /** Who holds the lock for so long has died, or found no processor. */
    private static final long LONG_MILLIS = 10;

    /** What a write does within the transaction. A StoreException is its own alone: it is thrown before anything is changed. */
    @FunctionalInterface
    interface Write<T> extends Function<Txn<ByteBuffer>, T> {}

    private static final class Item<T> {
        final Write<T> write;
        final CompletableFuture<T> future = new CompletableFuture<>();
        T result;
        StoreException failure;

        Item(Write<T> write) {
            this.write = write;
        }

        void run(Txn<ByteBuffer> txn) {
            try {
                failure = null;
                result = write.apply(txn);
            } catch (StoreException e) {
                failure = e;
            }
        }

        void tell() {
            if (failure == null) {
                future.complete(result);
            } else {
                future.completeExceptionally(failure);
            }
        }
    }

    private final Env<ByteBuffer> env;
    private final FileChannel lock;
    private final Queue<Item<?>> queue = new ConcurrentLinkedQueue<>();
    /** Held by the thread of this process that writes: a file lock is the process's. */
    private final ReentrantLock writing = new ReentrantLock();

    private final Thread thread = new Thread(this::run, "jcorn-session-writer");
    private volatile boolean closed;

    GroupCommit(Env<ByteBuffer> env, FileChannel lock) {
        this.env = env;
        this.lock = lock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The future completes, or fails with a StoreException, on the thread that wrote it. */
    <T> CompletableFuture<T> submit(Write<T> write) {
        CompletableFuture<T> future = enqueue(write);
        LockSupport.unpark(thread);
        return future;
    }

    /** As {@link #submit}, but a {@link #flush} has to follow. */
    <T> CompletableFuture<T> enqueue(Write<T> write) {
        Item<T> item = new Item<>(write);
        queue.add(item);
        if (closed && queue.remove(item)) {
            item.future.completeExceptionally(
                    new StoreException(StoreException.Kind.UNAVAILABLE, "the session store is closed", null));
        }
        return item.future;
    }

    /** Writes what waits; has the writer's thread do it if somebody writes just now, in this process or another. */
    void flush() {
        if (!queue.isEmpty()) {
            writeHere();
            if (!queue.isEmpty()) {
                LockSupport.unpark(thread);
            }
        }
    }

    private void writeHere() {
        List<Item<?>> batch = List.of();
        if (!writing.tryLock()) {
            return;
        }
        try (FileLock held = closed ? null : lock.tryLock()) {
            if (held != null) {
                batch = write();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The session store's lock could not be tried", e);
        } finally {
            writing.unlock();
        }
        batch.forEach(GroupCommit::tell);
    }

    private void run() {
        while (true) {
            boolean last = closed; // asked first: what is added after that is refused
            if (!queue.isEmpty()) {
                waitAndWrite();
            } else if (last) {
                return;
            } else {
                LockSupport.park(this);
            }
        }
    }

    @SuppressWarnings("try") // holding the lock is its use
    private void waitAndWrite() {
        List<Item<?>> batch;
        long began = System.nanoTime();
        long waited = 0;
        writing.lock();
        try (FileLock held = lock.lock()) {
            waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            batch = write();
        } catch (IOException e) {
            batch = takeBatch();
            fail(batch, e);
        } finally {
            writing.unlock();
        }
        batch.forEach(GroupCommit::tell);
        if (waited > LONG_MILLIS) {
            LOG.log(System.Logger.Level.DEBUG, "Waited " + waited + " ms for the session store's lock");
        }
    }

    /** With both locks. @return what was written or has failed, to be told when they are given back */
    private List<Item<?>> write() {
        List<Item<?>> batch = takeBatch();
        write(batch);
        return batch;
    }

    private List<Item<?>> takeBatch() {
        List<Item<?>> batch = new ArrayList<>();
        for (Item<?> item = queue.poll(); item != null; item = batch.size() < MAX_BATCH ? queue.poll() : null) {
            batch.add(item);
        }
        return batch;
    }

    /** All at once; if that fails each by itself, for a store that is full for one may have room for another. */
    private void write(List<Item<?>> batch) {
        try (Txn<ByteBuffer> txn = env.txnWrite()) {
            batch.forEach(item -> item.run(txn));
            txn.commit();
        } catch (Throwable e) {
            if (batch.size() == 1) {
                fail(batch, e);
            } else {
                batch.forEach(item -> write(List.of(item)));
            }
        }
    }

    private static void fail(List<Item<?>> batch, Throwable cause) {
        batch.forEach(item -> item.failure = Failure.of(cause));
    }

    private static void tell(Item<?> item) {
        try {
            item.tell();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "What waited for a session to be stored failed", e);
        }
    }

    /** Waits for the writes that were handed over; later ones fail. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            LockSupport.unpark(thread);
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        writing.lock(); // who flushes just now uses the environment, which is about to be closed
        try {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        } finally {
            writing.unlock();
        }
    }
}
