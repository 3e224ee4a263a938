package io.jcorn.servlet.session;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

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
 * </pre>
 */
public final class BridgeSession implements HttpSession {
    private static final int ENDING = -1;
    private static final int ENDED = -2;

    private final Sessions sessions;
    private final AtomicInteger inService = new AtomicInteger(1);
    private final ConcurrentHashMap<String, Object> attributes = new ConcurrentHashMap<>(8);
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

    BridgeSession(Sessions sessions, String id, long now, int maxInactiveSeconds) {
        this.sessions = sessions;
        this.id = id;
        this.created = now;
        this.lastAccessed = now;
        this.accessed = now;
        this.idleSince = now;
        this.maxInactiveSeconds = maxInactiveSeconds;
    }

    /** Whether it was neither invalidated nor has expired. Still true while listeners hear of its end. */
    public boolean isValid() {
        return inService.get() != ENDED;
    }

    /** Puts it in service for a request of a client who knows it. @return false if it has ended */
    boolean enter(long now) {
        return false;
    }

    void leave(long now) {}

    /** Ends it if it is out of service and idle for too long. @return whether the caller has to destroy it */
    boolean expire(long now) {
        return false;
    }

    /** Ends it, in service or not. @return whether the caller has to destroy it; false if another does or did */
    boolean end() {
        return false;
    }

    void rename(String id) {
        this.id = id;
    }

    void unbindAll() {}

    void checkValid() {}

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
        maxInactiveSeconds = seconds;
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
        return Collections.enumeration(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, Object value) {}

    @Override
    public void removeAttribute(String name) {}

    @Override
    public void invalidate() {}

    @Override
    public Accessor getAccessor() {
        return null;
    }
}
