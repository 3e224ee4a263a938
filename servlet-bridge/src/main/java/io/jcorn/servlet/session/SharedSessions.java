package io.jcorn.servlet.session;

import io.jcorn.servlet.session.codec.AttributeCodec;
import io.jcorn.servlet.session.crypt.KeyCheck;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionStore;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoredSession;
import io.jcorn.servlet.session.store.Touch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * The copies that a worker has of an application's stored sessions. A copy is used as long as the store's version is its
 * own; so a request that changes nothing costs a look at the version. Any thread.
 */
final class SharedSessions {
    /** How late the store may hear of a use. */
    private static final long TOUCH_LAG_MILLIS = 2_000;
    /** So long before its end the store hears of a use at once: no worker takes a session for ended that another one has. */
    private static final long URGENT_MILLIS = 2 * TOUCH_LAG_MILLIS;

    private static final System.Logger LOG = System.getLogger("jcorn.session");
    private static final long SWEEP_INTERVAL_MILLIS = 10_000;
    /** From which idle time on copies are given up when there are too many. */
    private static final long[] IDLE_MILLIS = {60_000, 10_000, 1_000, 0};

    private final Sessions sessions;
    private final ConcurrentMap<String, BridgeSession> copies;
    private final SessionStore store;
    private final SessionSharing sharing;
    private final long application;
    private final AttributeCodec codec;
    private final AttributeTroubles troubles;
    private final Set<BridgeSession> touched = ConcurrentHashMap.newKeySet();
    private final Newcomers newcomers = new Newcomers(this::giveUp);

    /** @param copies by id; where {@link Sessions} puts new sessions too */
    SharedSessions(Sessions sessions, ConcurrentMap<String, BridgeSession> copies, SessionSharing sharing) {
        String contextPath = sessions.context().getContextPath();
        this.sessions = sessions;
        this.copies = copies;
        this.sharing = sharing;
        this.store = sharing.store();
        this.application = SessionKey.applicationAt(contextPath);
        this.codec = new AttributeCodec(sessions.context().getClassLoader());
        this.troubles = new AttributeTroubles(contextPath);
    }

    SessionCopy copyOf(BridgeSession session) {
        return new SessionCopy(session, new CopiedAttributes(session, codec, sharing, troubles), troubles);
    }

    /** An up-to-date copy; null if there is no such session. */
    BridgeSession find(String id) {
        try {
            BridgeSession copy = copies.get(id);
            if (copy == null) {
                StoredSession stored = store.find(key(id), 0);
                if (stored == null) {
                    return null;
                }
                BridgeSession made = new BridgeSession(sessions, stored);
                copy = copies.putIfAbsent(id, made);
                if (copy == null) {
                    return made;
                }
            }
            if (refresh(copy, id)) {
                return copy;
            }
            endedElsewhere(copy);
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.DAMAGED) {
                troubles.cannotFind(e);
                throw e;
            }
            LOG.log(System.Logger.Level.ERROR, "A session is lost: " + e.getMessage());
        }
        return null;
    }

    private boolean refresh(BridgeSession copy, String id) {
        try {
            return copy.copy().refresh(store, key(id));
        } catch (StoreException e) {
            if (sharing.outlivesStore()
                    && e.kind() == StoreException.Kind.UNAVAILABLE
                    && copy.copy().isWhole()) {
                return true;
            }
            throw e;
        }
    }

    private SessionKey key(String id) {
        return new SessionKey(application, id);
    }

    /** Whether a use may not wait until the store hears of all uses. */
    static boolean isUrgent(BridgeSession session, long now) {
        return session.endsWithin(URGENT_MILLIS, now);
    }

    /** By how much a session outlives its interval: one that is shorter than the urgent time could end in service otherwise. */
    static long graceMillis(BridgeSession session) {
        return session.getMaxInactiveInterval() * 1000L > URGENT_MILLIS ? 0 : TOUCH_LAG_MILLIS;
    }

    /** Waits until all workers can know of a use. */
    void touchNow(BridgeSession session) {
        if (!session.copy().isStored()) {
            return;
        }
        try {
            await(store.touch(List.of(new Touch(key(session.getId()), session.times()))));
        } catch (StoreException e) {
            touched.add(session); // the next flush tells it
        }
    }

    /** See {@link SessionCopy#save}. */
    Saving save(BridgeSession session, boolean last) {
        if (last && !session.hasJoined()) {
            newcomers.add(session);
        }
        return session.copy().save(store, application, last);
    }

    /** A request used a session and changed nothing. */
    void touched(BridgeSession session) {
        touched.add(session);
    }

    /** Ends it for all workers. @return whether this one did it; then it tells the listeners */
    boolean remove(BridgeSession session) {
        if (!session.copy().isStored()) {
            return true;
        }
        return await(store.remove(key(session.getId())));
    }

    /** With the copy's lock. @return whether it still was there */
    boolean rename(BridgeSession session, String id) {
        return !session.copy().isStored() || await(store.rename(key(session.getId()), key(id)));
    }

    private <T> T await(CompletableFuture<T> write) {
        try {
            return write.join();
        } catch (CompletionException e) {
            StoreException reason = Saving.reason(e);
            troubles.cannotStore(reason);
            throw reason;
        }
    }

    /**
     * Another worker ended it, or has the right to: its listeners hear of it, ours don't. But for the attributes that it
     * couldn't know, which hear that they are unbound.
     */
    void endedElsewhere(BridgeSession session) {
        copies.remove(session.getId(), session);
        session.endElsewhere();
    }

    long count() {
        return store.count(application);
    }

    /** How many sessions have attributes that this worker alone has. */
    int pinned() {
        int pinned = 0;
        for (BridgeSession session : copies.values()) {
            if (session.isLive() && session.copy().attributes().isPinned()) {
                pinned++;
            }
        }
        return pinned;
    }

    /** No request need ever come again for a session that ended elsewhere, as by an operator: what it holds must not stay. */
    private void lookAfterPinned() {
        for (BridgeSession session : copies.values()) {
            if (session.isLive()
                    && session.copy().attributes().isPinned()
                    && !session.copy().refresh(store, key(session.getId()))) {
                endedElsewhere(session);
            }
        }
    }

    /**
     * Tells the store which sessions were used, those that still are included, and gives copies up.
     *
     * @param destroy for new sessions that couldn't be stored: no client has been told of them
     */
    void flush(long now, Consumer<BridgeSession> destroy) {
        for (BridgeSession session : copies.values()) {
            if (session.isInService()) {
                if (now > session.idleSince()) {
                    session.stay(now);
                    touched.add(session);
                }
            } else if (!session.copy().isStored() && session.expireNow()) {
                destroy.accept(session);
            } else if (isEndOfPinned(session, now)) {
                end(session, destroy);
            }
        }
        List<Touch> touches = new ArrayList<>();
        for (Iterator<BridgeSession> all = touched.iterator(); all.hasNext(); ) {
            BridgeSession session = all.next();
            all.remove();
            if (session.isLive() && session.copy().isStored()) {
                touches.add(new Touch(key(session.getId()), session.times()));
            }
        }
        if (!touches.isEmpty()) {
            await(store.touch(touches));
        }
        trim(now);
    }

    /** A pinned session is ended by the worker that has all of it: earlier than any sweep of another one would. */
    private static boolean isEndOfPinned(BridgeSession session, long now) {
        long late = now - graceMillis(session);
        return session.endsWithin(0, late) && session.copy().attributes().isPinned() && session.expire(late);
    }

    private void end(BridgeSession session, Consumer<BridgeSession> destroy) {
        if (remove(session)) {
            destroy.accept(session);
        } else {
            endedElsewhere(session);
        }
    }

    private void trim(long now) {
        for (int i = 0; i < IDLE_MILLIS.length && copies.size() > sharing.maxCopies(); i++) {
            for (BridgeSession session : copies.values()) {
                if (now - session.idleSince() >= IDLE_MILLIS[i]) {
                    giveUp(session);
                }
                if (copies.size() <= sharing.maxCopies()) {
                    return;
                }
            }
        }
    }

    /** Lets go of a copy, unless a request has it or it has something that the store hasn't. */
    private void giveUp(BridgeSession session) {
        if (!touched.contains(session) && session.copy().isReplaceable() && session.evict()) {
            copies.remove(session.getId(), session);
        }
    }

    /** Takes expired sessions out of the store, if no other worker has done so lately, and has them destroyed. */
    void sweep(long now, Consumer<BridgeSession> destroy) {
        lookAfterPinned();
        if (!store.claimSweep(application, now, SWEEP_INTERVAL_MILLIS)) {
            return;
        }
        store.expire(application, now - TOUCH_LAG_MILLIS, ended -> end(ended, destroy));
    }

    private void end(StoredSession ended, Consumer<BridgeSession> destroy) {
        if (KeyCheck.isEncrypted(ended)) {
            return; // of a time when there was a key: nobody knows its id
        }
        BridgeSession session = copies.get(ended.id());
        if (session == null) {
            session = new BridgeSession(sessions, ended);
        } else {
            session.copy().adopt(ended);
        }
        if (session.end()) {
            destroy.accept(session);
        }
    }
}
