package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.StoreException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
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
    /** Uses under way; far below zero once closed. */
    private final AtomicInteger using = new AtomicInteger();

    Readers(Env<ByteBuffer> env) {
        this.env = env;
    }

    <T> T read(BiFunction<Txn<ByteBuffer>, KeyBytes, T> read) {
        return whileOpen(() -> {
            Reader reader = take();
            try {
                return read.apply(reader.txn, reader.keys);
            } finally {
                giveBack(reader);
            }
        });
    }

    /** Does something with the environment that must not be closed meanwhile: in native code that ends the process. */
    <T> T whileOpen(Supplier<T> use) {
        if (using.incrementAndGet() <= 0) {
            using.decrementAndGet();
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "the session store is closed", null);
        }
        try {
            return use.get();
        } finally {
            using.decrementAndGet();
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
        using.addAndGet(Integer.MIN_VALUE / 2);
        while (using.get() != Integer.MIN_VALUE / 2) {
            Thread.onSpinWait();
        }
        for (Reader reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
            reader.txn.close();
        }
    }
}
