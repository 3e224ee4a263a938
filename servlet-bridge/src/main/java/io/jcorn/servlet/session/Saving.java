package io.jcorn.servlet.session;

import io.jcorn.servlet.session.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** A session's changes on their way into the store. */
public final class Saving {
    private final CompletableFuture<?> stored;
    private final Runnable flush;

    /** @param flush of the store, for which it waits */
    Saving(CompletableFuture<?> stored, Runnable flush) {
        this.stored = stored;
        this.flush = flush;
    }

    boolean isDone() {
        return stored.isDone();
    }

    /** Both: {@code one} may be null. */
    public static Saving both(Saving one, Saving other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new Saving(CompletableFuture.allOf(one.stored, other.stored), () -> {
            one.begin();
            other.begin();
        });
    }

    /** Has it stored, together with all that waits for that. May block for a write. */
    public void begin() {
        flush.run();
    }

    /**
     * Calls {@code then} once every worker sees the changes, with null, or with the reason why none does; in this thread
     * or in the store's, which it must not block. {@link #begin} has to be called too.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // what then throws is its own affair
    public void whenDone(Consumer<StoreException> then) {
        stored.whenComplete((nothing, failure) -> then.accept(failure == null ? null : reason(failure)));
    }

    /** Blocks until every worker sees the changes. */
    public void await() throws StoreException {
        begin();
        try {
            stored.join();
        } catch (CompletionException e) {
            throw reason(e);
        }
    }

    static StoreException reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof StoreException known
                ? known
                : new StoreException(StoreException.Kind.UNAVAILABLE, "the session store failed: " + cause, cause);
    }
}
