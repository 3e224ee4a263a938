package io.jcorn.servlet.session;

import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.servlet.session.store.StoredSession;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A session (Servlet 6.1, chapter 7). Requests of one client may use it at the same time, in any threads.
 *
 * <p>One counter says all about its life; who moves it below zero, and that is one thread only, destroys the session:
 *
 * <pre>
 *   create ──► n requests in service ──► ENDING ──────────────► ENDED
 *                 │  ▲                   listeners are told,     every use is an
 *                 └──┘ enter, leave      attributes still there  IllegalStateException
 *
 *   expiry takes 0 to ENDING, so never during a request; invalidate() takes any n.
 *   A copy of a stored session that nobody needs now goes from 0 to EVICTED: the next request makes another one.
 * </pre>
 */
public final class BridgeSession implements HttpSession {
    private static final int ENDING = -1;
    private static final int ENDED = -2;
    private static final int EVICTED = -3;

    private final Sessions sessions;
    private final AtomicInteger inService;
    private final AttributeMap attributes;
    /** What ties it to a store; null if it is in this heap alone. */
    private final SessionCopy copy;

    private final long created;
    private volatile String id;
    private volatile int maxInactiveSeconds;
    private volatile boolean joined;
    /** When the request before the latest began: what applications are told. Written before the counter moves. */
    private long lastAccessed;
    /** When the latest request began. */
    private long accessed;
    /** When the latest event of any request was: from here on it is idle. */
    private long idleSince;

    /** A new session, in service of the request that makes it. */
    BridgeSession(Sessions sessions, String id, long now, int maxInactiveSeconds) {
        this.sessions = sessions;
        this.inService = new AtomicInteger(1);
        this.id = id;
        this.created = now;
        this.lastAccessed = now;
        this.accessed = now;
        this.idleSince = now;
        this.maxInactiveSeconds = maxInactiveSeconds;
        this.copy = sessions.copyOf(this);
        this.attributes = copy == null ? new HeapAttributes() : copy.attributes();
    }

    /** The copy of a stored session, or one that was left by another worker's heap, without its attributes. */
    BridgeSession(Sessions sessions, StoredSession stored) {
        this.sessions = sessions;
        this.inService = new AtomicInteger();
        this.id = stored.id();
        this.created = stored.times().created();
        this.joined = true;
        this.copy = sessions.copyOf(this);
        this.attributes = copy == null ? new HeapAttributes() : copy.attributes();
        this.maxInactiveSeconds = stored.times().maxInactiveSeconds();
        adopt(stored.times(), false);
        if (copy != null) {
            copy.adopt(stored);
        }
    }

    /** Puts what another worker's heap had into a session that nobody has yet. */
    void activate(String name, Object value) {
        attributes.put(name, value);
        if (value instanceof HttpSessionActivationListener listener) {
            listener.sessionDidActivate(new HttpSessionEvent(this));
        }
    }

    /** Hands out all attributes; those that want to hear that they leave this worker do. */
    void passivate(BiConsumer<String, Object> taker) {
        for (String name : attributes.names()) {
            Object value = attributes.get(name);
            if (value instanceof HttpSessionActivationListener listener) {
                listener.sessionWillPassivate(new HttpSessionEvent(this));
            }
            if (value != null) {
                taker.accept(name, value);
            }
        }
    }

    /** Whether it was neither invalidated nor has expired. Still true while listeners hear of its end. */
    public boolean isValid() {
        return inService.get() != ENDED;
    }

    /** Whether nobody has begun to end it. */
    boolean isLive() {
        return inService.get() >= 0;
    }

    /** Puts it in service of one more user. @return false if it has ended */
    boolean enter(long now) {
        for (int n = inService.get(); n >= 0; n = inService.get()) {
            if (inService.compareAndSet(n, n + 1)) {
                lastAccessed = accessed;
                accessed = now;
                idleSince = now;
                return true;
            }
        }
        return false;
    }

    /** The client came back with its id. */
    void join() {
        if (!joined) {
            joined = true;
        }
    }

    /** Whether its client has come back with it. */
    boolean hasJoined() {
        return joined;
    }

    /** A request that had entered is over. */
    void leave(long now) {
        idleSince = now;
        for (int n = inService.get(); n > 0; n = inService.get()) {
            if (inService.compareAndSet(n, n - 1)) {
                return;
            }
        }
    }

    /**
     * Ends it if it was ended from outside, or is out of service and idle for too long.
     *
     * @return whether the caller has to destroy it
     */
    boolean expire(long now) {
        if (maxInactiveSeconds == SessionTimes.ENDED) {
            return end();
        }
        return inService.get() == 0 && endsWithin(0, now) && inService.compareAndSet(0, ENDING);
    }

    /** Whether it has at most so many milliseconds to live if nobody uses it. */
    boolean endsWithin(long millis, long now) {
        int seconds = maxInactiveSeconds;
        return seconds > 0 && now + millis - countedFrom(seconds) >= seconds * 1000L;
    }

    /** When its interval began: earlier as long as its client has not come back, for less of it is left then. */
    private long countedFrom(int seconds) {
        return joined ? idleSince : idleSince - sessions.rules().lostMillis(seconds);
    }

    /** Ends it if it is out of service. @return whether the caller has to destroy it */
    boolean expireNow() {
        return inService.compareAndSet(0, ENDING);
    }

    /** Ends it, in service or not. @return whether the caller has to destroy it; false if another does or did */
    boolean end() {
        return inService.getAndUpdate(n -> n < 0 ? n : ENDING) >= 0;
    }

    /** Ends a session that has been ended by another worker, whose listeners heard of it. */
    void endElsewhere() {
        if (inService.getAndSet(ENDED) != ENDED) {
            unbind(copy.attributes().pinned());
        }
    }

    /** Takes a copy that nobody uses out of use. @return false if somebody does */
    boolean evict() {
        return inService.compareAndSet(0, EVICTED);
    }

    boolean isEvicted() {
        return inService.get() == EVICTED;
    }

    boolean isInService() {
        return inService.get() > 0;
    }

    /** The requests that have it, but for one that ends just now. */
    boolean hasOneUser() {
        return inService.get() <= 1;
    }

    SessionCopy copy() {
        return copy;
    }

    /** See {@link CopiedAttributes#owners}. */
    public List<String> owners() {
        return copy == null ? List.of() : copy.attributes().owners();
    }

    SessionTimes times() {
        int seconds = maxInactiveSeconds;
        return new SessionTimes(created, lastAccessed, accessed, countedFrom(seconds), seconds);
    }

    /** Takes over when it was used by way of other workers, and, unless it was changed here, how long it lives. */
    void adopt(SessionTimes times, boolean keepInterval) {
        if (times.accessed() > accessed) {
            lastAccessed = times.lastAccessed();
            accessed = times.accessed();
            joined = true;
        }
        idleSince = Math.max(idleSince, times.idleSince());
        if (!keepInterval) {
            maxInactiveSeconds = times.maxInactiveSeconds();
        }
    }

    /** A request that has it goes on for long. */
    void stay(long now) {
        idleSince = now;
    }

    long idleSince() {
        return idleSince;
    }

    void rename(String id) {
        this.id = id;
    }

    /** The last step of its end: it is invalid first, then its values hear of it, each even if another one failed. */
    void unbindAll() {
        inService.set(ENDED);
        unbind(attributes.names());
    }

    private void unbind(Iterable<String> names) {
        RuntimeException failure = null;
        for (String name : names) {
            try {
                unbind(name);
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void unbind(String name) {
        Object old = attributes.remove(name);
        if (old != null) {
            unbound(name, old);
            sessions.listeners().attributeRemoved(this, name, old);
        }
    }

    private void unbound(String name, Object value) {
        if (value instanceof HttpSessionBindingListener listener) {
            listener.valueUnbound(new HttpSessionBindingEvent(this, name, value));
        }
    }

    void checkValid() {
        if (inService.get() == ENDED) {
            throw new IllegalStateException("the session is invalid: it was invalidated or has expired");
        }
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public long getCreationTime() {
        checkValid();
        return created;
    }

    @Override
    public long getLastAccessedTime() {
        checkValid();
        return lastAccessed;
    }

    @Override
    public ServletContext getServletContext() {
        return sessions.context();
    }

    @Override
    public int getMaxInactiveInterval() {
        return maxInactiveSeconds;
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        maxInactiveSeconds = Math.max(seconds, -Integer.MAX_VALUE); // the one below says something else
        if (copy != null) {
            copy.intervalChanged();
        }
    }

    @Override
    public boolean isNew() {
        checkValid();
        return !joined;
    }

    @Override
    public Object getAttribute(String name) {
        checkValid();
        return name == null ? null : attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        checkValid();
        return Collections.enumeration(attributes.names());
    }

    /** A value hears that it is bound before anybody can get it, and that it is unbound when nobody can any more (§7.4). */
    @Override
    public void setAttribute(String name, Object value) {
        if (name == null) {
            throw new IllegalArgumentException("a session attribute needs a name");
        }
        if (value == null) {
            removeAttribute(name);
            return;
        }
        checkValid();
        attributes.check(name, value);
        if (value instanceof HttpSessionBindingListener listener && attributes.get(name) != value) {
            listener.valueBound(new HttpSessionBindingEvent(this, name, value));
        }
        Object old = attributes.put(name, value);
        if (old != null && old != value) {
            unbound(name, old);
        }
        sessions.listeners().attributeSet(this, name, old, value);
    }

    @Override
    public void removeAttribute(String name) {
        checkValid();
        if (name != null) {
            unbind(name);
        }
    }

    /** While its end is under way, called from a listener or a second request, it does nothing. */
    @Override
    public void invalidate() {
        checkValid();
        if (end()) {
            sessions.invalidated(this);
        }
    }

    @Override
    public Accessor getAccessor() {
        checkValid();
        String known = id;
        return user -> sessions.access(known, user);
    }

    /** Not the id: what prints a session may be a log. */
    @Override
    public String toString() {
        return "session of " + sessions.context().getContextPath() + ", created " + Instant.ofEpochMilli(created);
    }
}
