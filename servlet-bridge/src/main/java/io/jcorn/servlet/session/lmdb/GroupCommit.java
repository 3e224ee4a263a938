package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/**
 * Runs all writes of a worker, on one thread: what waits when the thread is free shares a transaction.
 *
 * <pre>
 *   requests ──submit──► queue ──► file lock ─ transaction ─ commit ─ unlock ──► futures complete
 * </pre>
 *
 * <p>The file lock is outside of LMDB's own mutex because a process that dies at that mutex can take a wake-up with it
 * that others wait for; the kernel gives a file lock on when its holder dies. That works with one descriptor of the
 * lock's file in a process, and with nobody interrupting the thread that uses it: so only this thread does, and
 * nothing of an application runs on it before the lock is given back.
 */
final class GroupCommit implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("jcorn.session");
    private static final int MAX_BATCH = 256;

    /** What a write does within the transaction. */
    @FunctionalInterface
    interface Write<T> extends Function<Txn<ByteBuffer>, T> {}

    private static final class Item<T> {
        final Write<T> write;
        final CompletableFuture<T> future = new CompletableFuture<>();
        T result;

        Item(Write<T> write) {
            this.write = write;
        }

        void run(Txn<ByteBuffer> txn) {
            result = write.apply(txn);
        }

        void committed() {
            future.complete(result);
        }
    }

    private final Env<ByteBuffer> env;
    private final FileChannel lock;
    private final BlockingQueue<Item<?>> queue = new LinkedBlockingQueue<>();
    private volatile boolean closed;
    private final Thread thread = new Thread(this::run, "jcorn-session-writer");
    /** Put into the queue as the last one. */
    private final Item<Void> end = new Item<>(txn -> null);

    GroupCommit(Env<ByteBuffer> env, FileChannel lock) {
        this.env = env;
        this.lock = lock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The future completes, or fails with a StoreException, on the writer's thread. */
    <T> CompletableFuture<T> submit(Write<T> write) {
        Item<T> item = new Item<>(write);
        queue.add(item);
        if (closed && queue.remove(item)) {
            item.future.completeExceptionally(
                    new StoreException(StoreException.Kind.UNAVAILABLE, "the session store is closed", null));
        }
        return item.future;
    }

    private void run() {
        List<Item<?>> batch = new ArrayList<>(MAX_BATCH);
        boolean open = true;
        while (open) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                continue; // nobody has reason to
            }
            queue.drainTo(batch, MAX_BATCH - 1);
            open = !batch.remove(end);
            write(batch);
            batch.clear();
        }
    }

    /** All at once; if that fails each by itself, for a store that is full for one may have room for another. */
    private void write(List<Item<?>> batch) {
        try {
            commit(batch);
        } catch (Throwable e) {
            if (batch.size() == 1) {
                batch.get(0).future.completeExceptionally(Failure.of(e));
            } else {
                batch.forEach(item -> write(List.of(item)));
            }
            return;
        }
        batch.forEach(GroupCommit::tell);
    }

    @SuppressWarnings("try") // holding the lock is its use
    private void commit(List<Item<?>> batch) throws IOException {
        try (FileLock held = lock.lock();
                Txn<ByteBuffer> txn = env.txnWrite()) {
            batch.forEach(item -> item.run(txn));
            txn.commit();
        }
    }

    private static void tell(Item<?> item) {
        try {
            item.committed();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "What waited for a session to be stored failed", e);
        }
    }

    /** Waits for the writes that were submitted; later ones fail. */
    @Override
    public void close() {
        closed = true;
        queue.add(end);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
