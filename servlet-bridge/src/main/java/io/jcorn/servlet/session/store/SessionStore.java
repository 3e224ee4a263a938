package io.jcorn.servlet.session.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Keeps sessions for all workers. Any thread may call any method.
 *
 * <p>Reads block, as briefly as the store can. Writes are handed over and happen in the order in which they were: a
 * future completes once every worker sees the write, on a thread of the store's that must not be held up; the writes of
 * several requests may share a transaction. It fails with a {@link StoreException}, as reads do. Then nothing was written,
 * unless the store is beyond a network that lost the answer: there it may have been. A write that was acknowledged outlives
 * the death of any worker.
 */
public interface SessionStore extends AutoCloseable {
    /**
     * Reads a session, expired or not.
     *
     * @param knownVersion 0, or a version whose attributes the caller has: they are left out then
     * @return null if there is none
     */
    StoredSession find(SessionKey key, long knownVersion);

    /** Merges changes into a session, or stores a new one. */
    CompletableFuture<Saved> save(SessionKey key, SessionDelta delta);

    /** As {@link #save}, but waits for a {@link #flush}, which has to follow: so several share a transaction. */
    default CompletableFuture<Saved> enqueue(SessionKey key, SessionDelta delta) {
        return save(key, delta);
    }

    /** Begins what was enqueued, by any thread: in this one if nobody else writes at the moment, so it blocks for that. */
    default void flush() {}

    /** Ends a session. @return whether it was there; of several callers one is told so */
    CompletableFuture<Boolean> remove(SessionKey key);

    /** Moves a session to another id with its version. @return whether it was there */
    CompletableFuture<Boolean> rename(SessionKey from, SessionKey to);

    /**
     * Moves a session to another id, or leaves it where it is if that is the same, and gives all attributes another form;
     * its version stays, for they mean the same.
     *
     * @param whole nothing is done if the session is of another version
     */
    CompletableFuture<Rewritten> rewrite(SessionKey from, SessionKey to, SessionDelta.Whole whole);

    /** Notes uses; those of sessions that are gone are passed over. */
    CompletableFuture<Void> touch(List<Touch> touches);

    /**
     * Whether nobody has begun to sweep an application's sessions within an interval; then that is now the caller's to
     * do. Blocks for a write.
     */
    boolean claimSweep(long application, long now, long intervalMillis);

    /**
     * Removes the sessions that have expired. Blocks for many small reads and writes, none of which is under way while
     * {@code ended} has a session.
     *
     * @param ended is shown each that was removed; of several callers only one is
     */
    void expire(long application, long now, Consumer<StoredSession> ended);

    /** How many sessions an application has, expired ones that nobody swept yet included. Takes as long as a read. */
    long count(long application);

    /** Finishes the writes that were handed over. No call may follow. */
    @Override
    void close();
}
