package io.jcorn.servlet.session.lmdb;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/**
 * Read transactions, renewed rather than made for each read: making one takes a slot among all processes' readers, and
 * there are fewer slots than threads. A read lasts about a microsecond and sees the last commit before it began.
 */
final class Readers implements AutoCloseable {
    /** Transactions that are kept; more are made when more threads read at a moment, and closed again. */
    private static final int KEPT = 8;

    private static final class Reader {
        final Txn<ByteBuffer> txn;
        final KeyBytes keys = new KeyBytes();

        Reader(Txn<ByteBuffer> txn) {
            this.txn = txn;
        }
    }

    private final Env<ByteBuffer> env;
    private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger kept = new AtomicInteger();
    /** Reads under way; far below zero once closed. */
    private final AtomicInteger reading = new AtomicInteger();

    Readers(Env<ByteBuffer> env) {
        this.env = env;
    }

    <T> T read(BiFunction<Txn<ByteBuffer>, KeyBytes, T> read) {
        if (reading.incrementAndGet() <= 0) {
            reading.decrementAndGet();
            throw new IllegalStateException("the session store is closed");
        }
        try {
            Reader reader = take();
            try {
                return read.apply(reader.txn, reader.keys);
            } finally {
                giveBack(reader);
            }
        } finally {
            reading.decrementAndGet();
        }
    }

    private Reader take() {
        Reader reader = idle.pollFirst();
        if (reader == null) {
            return new Reader(env.txnRead());
        }
        kept.decrementAndGet();
        reader.txn.renew();
        return reader;
    }

    private void giveBack(Reader reader) {
        if (kept.incrementAndGet() > KEPT) {
            kept.decrementAndGet();
            reader.txn.close();
        } else {
            reader.txn.reset();
            idle.addFirst(reader);
        }
    }

    /** Waits for reads under way: a mapping that is gone under a reader would end the process. */
    @Override
    public void close() {
        reading.addAndGet(Integer.MIN_VALUE / 2);
        while (reading.get() != Integer.MIN_VALUE / 2) {
            Thread.onSpinWait();
        }
        for (Reader reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
            reader.txn.close();
        }
    }
}
