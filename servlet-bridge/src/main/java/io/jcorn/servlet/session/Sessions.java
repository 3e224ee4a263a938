package io.jcorn.servlet.session;

import io.jcorn.servlet.session.store.StoredSession;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The sessions of one web application: in this heap alone, or copies of those in a store that the workers share.
 *
 * <p>Any thread may call any method; listeners of the application run in the caller's thread. A request asks {@link
 * #find} or {@link #create} once, keeps what it got, and hands it to {@link #release} when it ends; between the two the
 * session is <em>in service</em> and does not expire.
 *
 * <p>Without a store nothing blocks. With one {@link #find} reads from it, and what ends a session or changes its id
 * waits for a write; any of them throws a {@link io.jcorn.servlet.session.store.StoreException} if that fails.
 */
public final class Sessions implements AutoCloseable {
    /** How long a session of an application that says nothing about it outlives its last request. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

    private static final System.Logger LOG = System.getLogger("jcorn.session");

    private final ConcurrentHashMap<String, BridgeSession> live = new ConcurrentHashMap<>();
    private final SessionIds ids = new SessionIds();
    private final ServletContext context;
    private final SessionListeners listeners;
    private final int maxInactiveSeconds;
    private final InstantSource clock;
    /** null: this heap is all there is. */
    private final SharedSessions shared;
    /** What the worker before left, and this one will leave; null with a store, and where nothing is left. */
    private final Legacy legacy;

    private final SessionRules rules;
    private final SessionLimit limit;

    /**
     * Sessions of this heap alone.
     *
     * @param timeout after which an idle session expires; null for the default, zero or less for never
     * @param clock in milliseconds, as {@link jakarta.servlet.http.HttpSession#getCreationTime} shows them
     */
    public Sessions(ServletContext context, SessionListeners listeners, Duration timeout, InstantSource clock) {
        this(context, listeners, timeout, clock, SessionRules.of(null));
    }

    /** The same, or sessions that live on beyond this heap, as the rules say. */
    public Sessions(
            ServletContext context,
            SessionListeners listeners,
            Duration timeout,
            InstantSource clock,
            SessionRules rules) {
        this.context = context;
        this.listeners = listeners;
        this.maxInactiveSeconds = seconds(timeout == null ? DEFAULT_TIMEOUT : timeout);
        this.clock = clock;
        this.rules = rules;
        this.limit = new SessionLimit(context.getContextPath(), rules.limit());
        this.shared =
                rules.keeping() instanceof SessionSharing sharing ? new SharedSessions(this, live, sharing) : null;
        this.legacy = rules.keeping() instanceof Succession succession
                ? new Legacy(succession, context.getContextPath(), context.getClassLoader())
                : null;
    }

    private static int seconds(Duration timeout) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, timeout.toSeconds()));
    }

    /**
     * The session that the client means by {@code id}, put in service and its access time noted; null if it is unknown,
     * invalid or expired. A session found to have expired is destroyed here and now.
     */
    public BridgeSession find(String id) {
        if (!SessionIds.isId(id)) {
            return null;
        }
        while (true) {
            BridgeSession session = lookUp(id);
            if (session == null) {
                return null;
            }
            long now = clock.millis();
            if (session.expire(shared == null ? now : now - SharedSessions.graceMillis(session))) {
                expired(session);
                return null;
            }
            boolean urgent = shared != null && SharedSessions.isUrgent(session, now);
            if (session.enter(now)) {
                session.join();
                if (urgent) {
                    shared.touchNow(session);
                }
                return session;
            }
            if (!session.isEvicted()) {
                return null;
            }
            Thread.onSpinWait(); // until it is out of the map too
        }
    }

    private BridgeSession lookUp(String id) {
        if (shared != null) {
            return shared.find(id);
        }
        BridgeSession session = live.get(id);
        if (session == null && legacy != null && !legacy.isTaken()) {
            legacy.take().forEach(this::inherit);
            session = live.get(id);
        }
        return session;
    }

    private void inherit(StoredSession left) {
        BridgeSession session = new BridgeSession(this, left);
        left.attributes().forEach((name, bytes) -> {
            Object value = legacy.decode(name, bytes);
            if (value != null) {
                session.activate(name, value);
            }
        });
        live.put(left.id(), session);
    }

    private void expired(BridgeSession session) {
        if (shared == null || shared.remove(session)) {
            destroyQuietly(session);
        } else {
            shared.endedElsewhere(session);
        }
    }

    /** Lends a session out as to a request (see {@link jakarta.servlet.http.HttpSession.Accessor}). */
    void access(String id, Consumer<HttpSession> user) {
        BridgeSession session = lookUp(id);
        if (session == null || !session.enter(clock.millis())) {
            throw new IllegalStateException("the session is invalid or has another id by now");
        }
        Saving saving;
        try {
            user.accept(session);
        } finally {
            saving = release(session);
        }
        if (saving != null) {
            saving.await();
        }
    }

    /**
     * A new session, in service. The listeners have been told of it.
     *
     * @throws io.jcorn.servlet.session.store.StoreException if there are as many as there may be
     */
    public BridgeSession create() {
        limit.check(this::count);
        BridgeSession session = new BridgeSession(this, ids.next(), clock.millis(), maxInactiveSeconds);
        live.put(session.getId(), session);
        try {
            listeners.created(session);
        } catch (Throwable e) {
            release(session); // the request will not have it, so nobody else would
            throw e;
        }
        return session;
    }

    /**
     * Gives a session a new id and tells the listeners; the old one leads nowhere from then on.
     *
     * @return the new id
     * @throws IllegalStateException if it is not valid any more
     */
    public String changeId(BridgeSession session) {
        String old;
        String id = ids.next();
        synchronized (
                session.copy() == null ? session : session.copy()) { // two requests of one session may both log in
            session.checkValid();
            old = session.getId();
            if (shared != null && !shared.rename(session, id)) {
                shared.endedElsewhere(session);
                session.checkValid();
            }
            session.rename(id);
            live.put(id, session);
            live.remove(old);
        }
        if (!session.isLive()) {
            live.remove(id); // who ended it meanwhile may have removed it by its old one
        }
        listeners.idChanged(session, old);
        return id;
    }

    /**
     * A request ends that got this session from {@link #find} or {@link #create}. Harmless for one that was invalidated.
     *
     * @return what the response has to wait for; null if there is nothing
     */
    public Saving release(BridgeSession session) {
        Saving saving = shared == null || !session.isLive() ? null : shared.save(session, session.hasOneUser());
        session.leave(clock.millis());
        if (saving == null && shared != null) {
            shared.touched(session);
        }
        return saving;
    }

    /** A request that had found this session is another worker's, and has changed nothing. */
    public void passOn(BridgeSession session) {
        session.leave(clock.millis());
    }

    /** Saves what a request has changed so far. @return what has to be waited for; null if there is nothing */
    public Saving save(BridgeSession session) {
        return shared == null || !session.isLive() ? null : shared.save(session, false);
    }

    /** How many sessions there are, of all workers that share them; expired ones that nobody noticed yet included. */
    public long count() {
        return shared == null ? live.size() : shared.count();
    }

    /** How many sessions have attributes that this worker alone has, and that don't outlive it in a store. */
    public int pinned() {
        return shared == null ? 0 : shared.pinned();
    }

    /** Tells the store of uses since the last call. To be called about every second; does nothing without a store. */
    public void flush() {
        if (shared != null) {
            asApplication(() -> shared.flush(clock.millis(), this::destroyQuietly));
        }
    }

    /** Destroys the sessions that have expired. Runs the application's listeners under its context class loader. */
    public void sweep() {
        long now = clock.millis();
        asApplication(() -> {
            if (shared != null) {
                shared.sweep(now, this::destroyQuietly);
                return;
            }
            for (BridgeSession session : live.values()) {
                if (session.expire(now)) {
                    destroyQuietly(session);
                }
            }
        });
    }

    /** The application stops here: destroys all sessions, those in service too, unless they live on in a store. */
    @Override
    public void close() {
        if (shared != null) {
            flush();
            return;
        }
        asApplication(() -> {
            if (legacy != null && isLeft()) {
                return;
            }
            for (BridgeSession session : live.values()) {
                if (session.end()) {
                    destroyQuietly(session);
                }
            }
        });
    }

    private boolean isLeft() {
        try {
            legacy.leave(live.values().stream().filter(BridgeSession::isLive).toList());
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Sessions can't be left to the next worker: " + e);
            return false;
        }
    }

    /** The application ended it. */
    void invalidated(BridgeSession session) {
        if (shared == null || shared.remove(session)) {
            destroy(session);
        } else {
            shared.endedElsewhere(session);
        }
    }

    /** Called by whoever ended the session, thus once: listeners, then bindings, then nothing is left of it. */
    void destroy(BridgeSession session) {
        live.remove(session.getId(), session);
        try {
            listeners.destroyed(session);
        } finally {
            session.unbindAll();
        }
    }

    private void destroyQuietly(BridgeSession session) {
        try {
            destroy(session);
        } catch (Throwable e) {
            // no code of the application's is on the stack that could handle it (Servlet 6.1 §11.6)
            LOG.log(System.Logger.Level.ERROR, "A listener failed on the end of a session", e);
        }
    }

    private void asApplication(Runnable task) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context.getClassLoader());
        try {
            task.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** What ties a session to the store; null without one. */
    SessionCopy copyOf(BridgeSession session) {
        return shared == null ? null : shared.copyOf(session);
    }

    SessionRules rules() {
        return rules;
    }

    ServletContext context() {
        return context;
    }

    SessionListeners listeners() {
        return listeners;
    }
}
