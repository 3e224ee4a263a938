package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service;
import io.jcorn.servlet.session.Saving;
import io.jcorn.servlet.session.store.StoreException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.security.Principal;
import java.util.List;

/**
 * The request that a servlet sees, and its life from the first dispatch to its end: session, caller, asynchronous cycles,
 * upgrade. What it is read from and where it is are the classes that it extends; everything that is more than a look
 * into the head is a collaborator of its own, made when it is first asked for.
 *
 * <p>Used by one thread at a time: the container's, and in an asynchronous cycle whichever the application chooses.
 */
public final class BridgeRequest extends ReadableRequest {
    private static final System.Logger LOG = System.getLogger("jcorn.servlet");

    private final BridgeResponse response;
    private boolean asyncBlocked;
    private AsyncState async;
    private Takeover upgrade;
    private String sessionIdFromUrl;
    private RequestSession session;
    /** Changes of sessions on their way into the store when the request ended; null if there were none. */
    private Saving saving;

    private RequestCaller caller;

    /** A request at its first dispatch, and its response. */
    public BridgeRequest(Exchange exchange, Dispatch dispatch) {
        super(exchange, dispatch);
        this.response = new BridgeResponse(exchange, this);
    }

    // ---- what the dispatcher asks and tells

    public BridgeResponse response() {
        return response;
    }

    @Override
    public void dispatch(Dispatch next) {
        if (next.type() == DispatcherType.ASYNC) {
            asyncBlocked = false; // a new way in, with filters of its own
        }
        super.dispatch(next);
    }

    /** Who makes the request; null if that isn't known. May block, see {@link RequestSecurity#identify}. */
    public Caller knownCaller() {
        return caller().get();
    }

    /** Says who makes the request. */
    public void identified(Caller identified) {
        caller().set(identified);
    }

    /** Says that a filter on the way in doesn't support asynchronous processing. */
    public void blockAsync() {
        asyncBlocked = true;
    }

    /** The asynchronous cycles; null while startAsync was never called. */
    public AsyncState asyncState() {
        return async;
    }

    /** The session id that the path held as a parameter; the dispatcher strips it from the path. */
    public void sessionIdFromUrl(String sessionId) {
        sessionIdFromUrl = sessionId;
    }

    /** Counts the request as an access to the session that it names, even if the application never asks for it (§7.6). */
    public void joinSession() {
        if (sessionIdFromUrl != null || head().indexOf("Cookie", 0) >= 0) {
            try {
                session();
            } catch (StoreException e) {
                return; // no concern of a request that never asks for its session; others are told when they do
            }
        }
    }

    /** The workers that alone have attributes of the session which the request {@linkplain #joinSession joined}; mostly none. */
    public List<String> sessionOwners() {
        return session == null ? List.of() : session.owners();
    }

    /**
     * Has another worker serve the request. The last call for it then, unless that worker ends without having begun.
     *
     * @param owners of whom the first serves it that is not known to have ended; see {@link #sessionOwners}
     * @param otherwise what happens if that one ends without having begun, on a request thread
     * @return false if all have ended: nothing has happened
     */
    public boolean relay(List<String> owners, Runnable otherwise) {
        RequestSession joined = session;
        Runnable again = () -> {
            session = null;
            joinSession();
            otherwise.run();
        };
        for (String owner : owners) {
            if (exchange().relay(owner, again)) {
                joined.passOn();
                return true;
            }
        }
        return false;
    }

    /**
     * Ends a dispatch that a worker began with {@code Service.serve}: the last call of the dispatcher. If the request was
     * not made asynchronous or upgraded, closes the response and ends the request.
     */
    public Service.Outcome leave() throws IOException {
        return leave(false);
    }

    /** @param broken whether the response can't become whole: the connection is broken off if nobody else has the request */
    public Service.Outcome leave(boolean broken) throws IOException {
        if (async != null) {
            return async.leave();
        }
        end();
        if (upgrade == null || broken) {
            return conclude(broken);
        }
        if (saving != null) {
            saving.await();
        }
        upgrade.begin(exchange());
        return Service.Outcome.SUSPENDED;
    }

    /**
     * The last step of a request that has ended. A response whose session changed is finished when the change is stored:
     * a client that has seen all of it finds its session so in every worker.
     *
     * @return DONE if the caller has to finish the exchange
     */
    Service.Outcome conclude(boolean broken) {
        if (broken) {
            exchange().abort();
            return Service.Outcome.SUSPENDED;
        }
        if (saving == null) {
            return Service.Outcome.DONE;
        }
        // asked first: whoever stores it may finish the exchange at any moment
        boolean shared = exchange().afterTurn(saving::begin);
        saving.whenDone(failure -> {
            if (failure == null) {
                exchange().finish();
            } else {
                UnsavedSession.answer(exchange());
            }
        });
        if (!shared) {
            saving.begin();
        }
        return Service.Outcome.SUSPENDED;
    }

    // ---- what the other classes of this package ask and tell

    /** Closes the response, tells the listeners, gives back what the request held. The exchange is still untouched. */
    void end() {
        try {
            response.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The client left before the end of its response", e);
        }
        try {
            home().requestDestroyed(this);
        } finally {
            release();
        }
    }

    private void release() {
        for (RequestSession one = session; one != null; one = one.next) {
            saving = Saving.both(saving, one.release());
        }
        releaseContent();
    }

    /**
     * Stores what changed of sessions before a part of the response leaves, for the client may come back at once. Blocks.
     *
     * @throws io.jcorn.servlet.session.store.StoreException if that fails
     */
    void saveSessions() {
        for (RequestSession one = session; one != null; one = one.next) {
            one.save();
        }
    }

    boolean askedForSession() {
        return session != null;
    }

    @Override
    StreamEvents streamEvents() {
        if (async == null || !async.phase().isOpen()) {
            throw new IllegalStateException("a stream is non-blocking in an asynchronous cycle only");
        }
        return async.streams();
    }

    /** The session in the context where the request is now. */
    RequestSession session() {
        RequestContext context = dispatch().context();
        for (RequestSession one = session; one != null; one = one.next) {
            if (one.context == context) {
                return one;
            }
        }
        session = new RequestSession(this, context, sessionIdFromUrl, session);
        return session;
    }

    // ---- session

    @Override
    public HttpSession getSession(boolean create) {
        return session().get(create);
    }

    @Override
    public HttpSession getSession() {
        return getSession(true);
    }

    @Override
    public String changeSessionId() {
        return session().changeId();
    }

    @Override
    public String getRequestedSessionId() {
        return session().requestedId();
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        return session().isRequestedIdValid();
    }

    @Override
    public boolean isRequestedSessionIdFromCookie() {
        return session().isRequestedIdFromCookie();
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
        return session().isRequestedIdFromUrl();
    }

    // ---- caller

    private RequestCaller caller() {
        if (caller == null) {
            caller = new RequestCaller(this, home().security());
        }
        return caller;
    }

    @Override
    public String getAuthType() {
        Caller known = caller().get();
        return known == null ? null : known.authType();
    }

    @Override
    public String getRemoteUser() {
        Caller known = caller().get();
        return known == null ? null : known.name();
    }

    @Override
    public Principal getUserPrincipal() {
        Caller known = caller().get();
        return known == null ? null : known.principal();
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller().isInRole(role);
    }

    @Override
    public boolean authenticate(HttpServletResponse challenged) throws IOException, ServletException {
        return caller().authenticate(challenged);
    }

    @Override
    public void login(String user, String password) throws ServletException {
        caller().login(user, password);
    }

    @Override
    public void logout() {
        caller().logout();
    }

    // ---- leaving the usual way

    @Override
    public boolean isAsyncSupported() {
        return !asyncBlocked && dispatch().target().asyncSupported();
    }

    @Override
    public boolean isAsyncStarted() {
        return async != null && async.phase().isStarted();
    }

    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response, null);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
        return startAsync(request, answer, dispatch());
    }

    private AsyncContext startAsync(ServletRequest request, ServletResponse answer, Dispatch at) {
        if (!isAsyncSupported()) {
            throw new IllegalStateException("servlet " + dispatch().target().servletName()
                    + " or a filter before it doesn't support asynchronous processing (async-supported)");
        }
        if (!response.isOpen()) {
            throw new IllegalStateException("the response is closed");
        }
        if (async == null) {
            async = new AsyncState(this);
        }
        return async.start(request, answer, at);
    }

    @Override
    public AsyncContext getAsyncContext() {
        if (async == null) {
            throw new IllegalStateException("startAsync was not called");
        }
        return async.asyncContext();
    }

    /** The handler gets the connection when the servlet has returned. */
    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handlerClass) throws ServletException {
        checkUpgradable();
        T handler = dispatch().context().create(handlerClass);
        upgrade(new UpgradedConnection(
                exchange(), handler, dispatch().context().servletContext().getClassLoader()));
        return handler;
    }

    /** The same for a protocol of the container's own: {@code takeover} gets the connection when the servlet has returned. */
    public void upgrade(Takeover takeover) {
        checkUpgradable();
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        upgrade = takeover;
    }

    private void checkUpgradable() {
        if (response.isCommitted() || async != null || upgrade != null) {
            throw new IllegalStateException("the request can't be upgraded any more");
        }
    }
}
