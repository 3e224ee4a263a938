package io.jcorn.servlet.session;

import io.jcorn.servlet.session.CopiedAttributes.Changes;
import io.jcorn.servlet.session.store.Saved;
import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionDelta.Whole;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionStore;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoredSession;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What makes a session in this heap the copy of one in a store: which version its attributes are of, and which changes
 * are on their way.
 *
 * <pre>
 *   save ──► the store's writer ──► acknowledgements ──settle, by the next request──► version, attributes
 * </pre>
 *
 * <p>The store's thread only leaves the acknowledgement: this object's lock may be held by a request that serializes.
 */
final class SessionCopy {
    /** @param saved null if that failed */
    private record Acknowledgement(Changes changes, Saved saved) {}

    private static final long NEVER_STORED = 0;
    /** After a save that failed: all is read again. */
    private static final long UNKNOWN = -1;

    private final BridgeSession session;
    private final CopiedAttributes attributes;
    private final AttributeTroubles troubles;
    private final Queue<Acknowledgement> acknowledgements = new ConcurrentLinkedQueue<>();
    private volatile Saving latest;

    // under the lock
    /** Of the attributes, but for what this worker saves. */
    private long version = NEVER_STORED;

    private boolean intervalChanged;

    SessionCopy(BridgeSession session, CopiedAttributes attributes, AttributeTroubles troubles) {
        this.session = session;
        this.troubles = troubles;
        this.attributes = attributes;
    }

    CopiedAttributes attributes() {
        return attributes;
    }

    synchronized void intervalChanged() {
        intervalChanged = true;
    }

    /** Takes over what the store has. */
    synchronized void adopt(StoredSession stored) {
        if (stored.attributes() != null) {
            attributes.adopt(stored.attributes());
        }
        version = stored.version();
    }

    /** Looks for changes of other workers. @return false if the store has the session no more */
    synchronized boolean refresh(SessionStore store, SessionKey key) {
        settle();
        if (version == NEVER_STORED) {
            return true; // on its way into the store
        }
        StoredSession stored = store.find(key, version);
        if (stored == null) {
            return false;
        }
        adopt(stored);
        session.adopt(stored.times(), intervalChanged);
        return true;
    }

    /**
     * Hands what has changed to the store.
     *
     * @param last whether no request has the session any more
     * @return what has to be waited for, also if another request hands over; null if there is nothing
     */
    synchronized Saving save(SessionStore store, long application, boolean last) {
        boolean saving = isSaving();
        boolean stored = isStored();
        Changes changes = attributes.collect(last);
        boolean interval = intervalChanged;
        if (changes.isEmpty() && !interval && stored) {
            return saving ? latest : null;
        }
        intervalChanged = false;
        SessionDelta delta = new SessionDelta(
                version == NEVER_STORED,
                interval,
                session.times(),
                changes.set(),
                changes.removed(),
                version > NEVER_STORED && !saving ? new Whole(version, attributes.stored()) : null);
        CompletableFuture<Void> saved = store.enqueue(new SessionKey(application, session.getId()), delta)
                .handle((done, failure) -> {
                    acknowledgements.add(new Acknowledgement(changes, done));
                    if (failure != null) {
                        StoreException reason = Saving.reason(failure);
                        troubles.cannotStore(reason);
                        throw reason;
                    }
                    return null;
                });
        latest = new Saving(saved, store::flush);
        return latest;
    }

    /** Whether the store has it, or will have. */
    synchronized boolean isStored() {
        boolean saving = isSaving(); // asked first: what is done now has been acknowledged
        settle();
        return version != NEVER_STORED || saving;
    }

    private boolean isSaving() {
        Saving pending = latest;
        return pending != null && !pending.isDone();
    }

    /** Whether it is as some version in the store was. After a save that failed, attributes are missing. */
    synchronized boolean isWhole() {
        settle();
        return version > NEVER_STORED;
    }

    /** Whether the store has all of it. */
    synchronized boolean isReplaceable() {
        settle();
        return version != NEVER_STORED && !intervalChanged && !attributes.isIrreplaceable();
    }

    private void settle() {
        for (Acknowledgement one = acknowledgements.poll(); one != null; one = acknowledgements.poll()) {
            if (one.saved == null) {
                boolean isNew = version == NEVER_STORED;
                attributes.notSaved(one.changes, isNew);
                version = isNew ? NEVER_STORED : UNKNOWN;
            } else if (!one.saved.isGone()) {
                attributes.saved(one.changes);
                // otherwise another worker came between: the next refresh reads what it changed
                version = version == one.saved.before() ? one.saved.after() : version;
            }
        }
    }
}
