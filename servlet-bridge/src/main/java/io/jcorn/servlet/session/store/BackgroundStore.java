package io.jcorn.servlet.session.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store that takes long to open: it is opened on a thread of its own, and only who uses it before it is open waits.
 * One that couldn't be opened is tried again with a later use.
 */
public final class BackgroundStore implements SessionStore {
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Supplier<SessionStore> opener;
    private volatile SessionStore open;

    // under the lock
    private CompletableFuture<SessionStore> opening;
    private long begun;
    private boolean closed;

    /** @param opener throws a StoreException if it can't; may be called again then */
    public BackgroundStore(Supplier<SessionStore> opener) {
        this.opener = opener;
    }

    /** Begins to open it, if nobody has. Doesn't block; what fails is told to who uses it. */
    public synchronized void begin() {
        if (closed) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "the session store is closed", null);
        }
        if (opening == null || opening.isCompletedExceptionally() && System.nanoTime() - begun > RETRY_NANOS) {
            begun = System.nanoTime();
            CompletableFuture<SessionStore> current = new CompletableFuture<>();
            opening = current;
            Thread thread = new Thread(() -> open(current), "jcorn-session-store");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private synchronized CompletableFuture<SessionStore> opening() {
        begin();
        return opening;
    }

    private void open(CompletableFuture<SessionStore> current) {
        try {
            current.complete(opener.get());
        } catch (Throwable e) {
            current.completeExceptionally(e);
        }
    }

    private SessionStore get() {
        SessionStore store = open;
        if (store == null) {
            try {
                store = opening().join();
                open = store;
            } catch (CompletionException e) {
                throw e.getCause() instanceof StoreException known
                        ? known
                        : new StoreException(
                                StoreException.Kind.UNAVAILABLE,
                                "the session store can't be opened: " + e.getCause(),
                                e.getCause());
            }
        }
        return store;
    }

    private <T> CompletableFuture<T> write(Function<SessionStore, CompletableFuture<T>> write) {
        try {
            return write.apply(get());
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public StoredSession find(SessionKey key, long knownVersion) {
        return get().find(key, knownVersion);
    }

    @Override
    public CompletableFuture<Saved> save(SessionKey key, SessionDelta delta) {
        return write(store -> store.save(key, delta));
    }

    @Override
    public CompletableFuture<Saved> enqueue(SessionKey key, SessionDelta delta) {
        return write(store -> store.enqueue(key, delta));
    }

    @Override
    public void flush() {
        SessionStore store = open;
        if (store != null) {
            store.flush();
        }
    }

    @Override
    public CompletableFuture<Boolean> remove(SessionKey key) {
        return write(store -> store.remove(key));
    }

    @Override
    public CompletableFuture<Boolean> rename(SessionKey from, SessionKey to) {
        return write(store -> store.rename(from, to));
    }

    @Override
    public CompletableFuture<Rewritten> rewrite(SessionKey from, SessionKey to, SessionDelta.Whole whole) {
        return write(store -> store.rewrite(from, to, whole));
    }

    @Override
    public CompletableFuture<Void> touch(List<Touch> touches) {
        return write(store -> store.touch(touches));
    }

    @Override
    public boolean claimSweep(long application, long now, long intervalMillis) {
        return get().claimSweep(application, now, intervalMillis);
    }

    @Override
    public void expire(long application, long now, Consumer<StoredSession> ended) {
        get().expire(application, now, ended);
    }

    @Override
    public long count(long application) {
        return get().count(application);
    }

    @Override
    public void close() {
        CompletableFuture<SessionStore> begun;
        synchronized (this) {
            closed = true;
            begun = opening;
        }
        if (begun != null) {
            begun.handle((store, failure) -> store)
                    .thenAccept(store -> {
                        if (store != null) {
                            store.close();
                        }
                    })
                    .join();
        }
    }
}
