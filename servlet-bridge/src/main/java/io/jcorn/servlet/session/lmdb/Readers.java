package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.StoreException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/**
 * Read transactions, made once and renewed for each read, which lasts about a microsecond and sees the last commit before
 * it began. A thread that finds all of them in use waits for one.
 *
 * <p>Making one takes a slot among all processes' readers, under a mutex of LMDB's that has the same weakness as that of
 * its writers, see {@link GroupCommit}: so all are made at the beginning, under the file lock.
 */
final class Readers implements AutoCloseable {
    private static final int COUNT = 8;

    private static final class Reader {
        final Txn<ByteBuffer> txn;
        final KeyBytes keys = new KeyBytes();

        Reader(Txn<ByteBuffer> txn) {
            this.txn = txn;
        }
    }

    private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();
    private final Semaphore free = new Semaphore(COUNT);
    /** Uses under way; far below zero once closed. */
    private final AtomicInteger using = new AtomicInteger();

    /** With the file lock. */
    Readers(Env<ByteBuffer> env) {
        for (int i = 0; i < COUNT; i++) {
            Reader reader = new Reader(env.txnRead());
            reader.txn.reset();
            idle.addFirst(reader);
        }
    }

    <T> T read(BiFunction<Txn<ByteBuffer>, KeyBytes, T> read) {
        if (using.incrementAndGet() <= 0) {
            using.decrementAndGet();
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "the session store is closed", null);
        }
        try {
            Reader reader = take();
            try {
                return read.apply(reader.txn, reader.keys);
            } finally {
                giveBack(reader);
            }
        } finally {
            using.decrementAndGet();
        }
    }

    private Reader take() {
        free.acquireUninterruptibly();
        Reader reader = idle.pollFirst();
        try {
            reader.txn.renew();
            return reader;
        } catch (RuntimeException e) {
            putBack(reader);
            throw e;
        }
    }

    private void giveBack(Reader reader) {
        reader.txn.reset();
        putBack(reader);
    }

    private void putBack(Reader reader) {
        idle.addFirst(reader);
        free.release();
    }

    /** Waits for reads under way: a mapping that is gone under a reader would end the process. */
    @Override
    public void close() {
        using.addAndGet(Integer.MIN_VALUE / 2);
        while (using.get() != Integer.MIN_VALUE / 2) {
            Thread.onSpinWait();
        }
        for (Reader reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
            reader.txn.close();
        }
    }
}
