package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service;
import io.jcorn.http.HttpDate;
import io.jcorn.http.RequestHead;
import io.jcorn.servlet.field.AcceptLanguage;
import io.jcorn.servlet.field.CookieField;
import io.jcorn.servlet.field.UriText;
import io.jcorn.servlet.session.Saving;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The request that a servlet sees: an exchange's head as the Servlet API reads it, at the place where the current {@link
 * Dispatch} has it. Everything that is more than a look into the head is a collaborator of its own, made when it is
 * first asked for.
 *
 * <p>Used by one thread at a time: the container's, and in an asynchronous cycle whichever the application chooses.
 */
public final class BridgeRequest implements HttpServletRequest {
    private static final System.Logger LOG = System.getLogger("jcorn.servlet");
    /** Request ids must be unique while this JVM lives (ServletRequest.getRequestId); given out when asked for. */
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final Exchange exchange;
    private final RequestHead head;
    private final BridgeResponse response;
    private final RequestContext home;
    private Dispatch dispatch;
    private boolean asyncBlocked;
    private AsyncState async;
    private UpgradedConnection upgrade;
    private Attributes attributes;
    private RequestContent content;
    private Parameters parameters;
    /** The parameters where the request is now, if its dispatcher's path had some of its own. */
    private Parameters dispatchedParameters;

    private String dispatchedQuery;
    private String sessionIdFromUrl;
    private RequestSession session;
    /** Changes of sessions on their way into the store when the request ended; null if there were none. */
    private Saving saving;

    private Cookie[] cookies;
    private List<Locale> locales;
    private String id;

    /** A request at its first dispatch, and its response. */
    public BridgeRequest(Exchange exchange, Dispatch dispatch) {
        this.exchange = exchange;
        this.head = exchange.request();
        this.dispatch = dispatch;
        this.home = dispatch.context();
        this.response = new BridgeResponse(exchange, this);
    }

    // ---- what the dispatcher asks and tells

    public Exchange exchange() {
        return exchange;
    }

    public BridgeResponse response() {
        return response;
    }

    /** Where the request is now. */
    public Dispatch dispatch() {
        return dispatch;
    }

    /** Moves the request; the dispatcher puts the former one back when its target returned. */
    public void dispatch(Dispatch next) {
        if (next.type() == DispatcherType.ASYNC) {
            asyncBlocked = false; // a new way in, with filters of its own
        }
        dispatch = next;
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
        upgrade.begin();
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
            exchange.abort();
            return Service.Outcome.SUSPENDED;
        }
        if (saving == null) {
            return Service.Outcome.DONE;
        }
        saving.whenDone(failure -> {
            if (failure == null) {
                exchange.finish();
            } else {
                UnsavedSession.answer(exchange);
            }
        });
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
            home.requestDestroyed(this);
        } finally {
            release();
        }
    }

    private void release() {
        for (RequestSession one = session; one != null; one = one.next) {
            saving = Saving.both(saving, one.release());
        }
        if (content != null) {
            try {
                content.release();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "Can't delete the temporary files of an upload", e);
            }
        }
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

    StreamEvents streamEvents() {
        if (async == null || !async.mayListen()) {
            throw new IllegalStateException("a stream is non-blocking in an asynchronous cycle only");
        }
        return async;
    }

    BodyInputStream inputIfAny() {
        return content == null ? null : content.inputIfAny();
    }

    /** The session in the context where the request is now. */
    RequestSession session() {
        RequestContext context = dispatch.context();
        for (RequestSession one = session; one != null; one = one.next) {
            if (one.context == context) {
                return one;
            }
        }
        session = new RequestSession(this, context, sessionIdFromUrl, session);
        return session;
    }

    /** Appends host and, unless it is the scheme's own, port. */
    StringBuilder appendAuthority(StringBuilder uri) {
        int port = getServerPort();
        uri.append(getServerName());
        return port == Addresses.defaultPort(getScheme())
                ? uri
                : uri.append(':').append(port);
    }

    private RequestContent content() {
        if (content == null) {
            content = new RequestContent(this);
        }
        return content;
    }

    private Parameters parameters() {
        if (parameters == null) {
            Parameters all = new Parameters(home.maxParameters());
            all.addQuery(head.rawQuery());
            content().addForm(all);
            parameters = all;
        }
        String added = dispatch.addedQuery();
        if (added == null) {
            return parameters;
        }
        if (!added.equals(dispatchedQuery)) {
            Parameters all = new Parameters(home.maxParameters());
            all.addQuery(added);
            all.addAll(parameters);
            dispatchedParameters = all;
            dispatchedQuery = added;
        }
        return dispatchedParameters;
    }

    // ---- attributes

    @Override
    public Object getAttribute(String name) {
        Map<String, Object> dispatched = dispatch.attributes();
        Object value = dispatched.isEmpty() ? null : dispatched.get(name);
        return value != null || attributes == null ? value : attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(
                attributes == null ? dispatch.attributes().keySet() : attributes.names(dispatch.attributes()));
    }

    @Override
    public void setAttribute(String name, Object value) {
        if (value == null) {
            removeAttribute(name);
            return;
        }
        if (attributes == null) {
            attributes = new Attributes(this);
        }
        attributes.set(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        if (attributes != null) {
            attributes.remove(name);
        }
    }

    // ---- body

    @Override
    public String getCharacterEncoding() {
        return content().encoding();
    }

    @Override
    public void setCharacterEncoding(String encoding) throws UnsupportedEncodingException {
        content().encoding(encoding);
    }

    @Override
    public void setCharacterEncoding(Charset encoding) {
        content().encoding(encoding);
    }

    @Override
    public int getContentLength() {
        long length = head.contentLength();
        return length > Integer.MAX_VALUE ? -1 : (int) length;
    }

    @Override
    public long getContentLengthLong() {
        return head.contentLength();
    }

    @Override
    public String getContentType() {
        return head.field("Content-Type");
    }

    @Override
    public ServletInputStream getInputStream() {
        return content().stream();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return content().reader();
    }

    @Override
    public Collection<Part> getParts() throws IOException, ServletException {
        return new ArrayList<>(content().parts());
    }

    @Override
    public Part getPart(String name) throws IOException, ServletException {
        for (Part part : content().parts()) {
            if (part.getName().equals(name)) {
                return part;
            }
        }
        return null;
    }

    @Override
    public boolean isTrailerFieldsReady() {
        return !head.isChunked() || exchange.body().isFinished();
    }

    @Override
    public Map<String, String> getTrailerFields() {
        if (!isTrailerFieldsReady()) {
            throw new IllegalStateException("the request's body was not read to its end");
        }
        return exchange.body().trailers();
    }

    // ---- parameters

    @Override
    public String getParameter(String name) {
        return parameters().first(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters().names());
    }

    @Override
    public String[] getParameterValues(String name) {
        return parameters().all(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters().asMap();
    }

    // ---- head

    @Override
    public String getMethod() {
        // an error page answers whatever the method was; the original one is an attribute (§10.9.1)
        boolean inErrorPage = dispatch.type() == DispatcherType.ERROR
                || dispatch.attributes().containsKey(RequestDispatcher.ERROR_METHOD);
        return inErrorPage ? "GET" : head.method();
    }

    @Override
    public String getProtocol() {
        return head.protocol();
    }

    @Override
    public String getHeader(String name) {
        return name == null ? null : head.field(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(name == null ? List.of() : head.fields(name));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Collection<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < head.fieldCount(); i++) {
            names.add(head.name(i));
        }
        return Collections.enumeration(names);
    }

    @Override
    public long getDateHeader(String name) {
        String value = getHeader(name);
        if (value == null) {
            return -1;
        }
        OptionalLong seconds = HttpDate.parse(value);
        if (seconds.isEmpty()) {
            throw new IllegalArgumentException(name + " is no date: " + value);
        }
        return seconds.getAsLong() * 1000;
    }

    @Override
    public int getIntHeader(String name) {
        String value = getHeader(name);
        return value == null ? -1 : Integer.parseInt(value);
    }

    @Override
    public Cookie[] getCookies() {
        if (cookies == null) {
            List<Cookie> all = new ArrayList<>(4);
            for (int i = head.indexOf("Cookie", 0); i >= 0; i = head.indexOf("Cookie", i + 1)) {
                CookieField.parse(head.value(i), all);
            }
            cookies = all.toArray(Cookie[]::new);
        }
        return cookies.length == 0 ? null : cookies.clone();
    }

    @Override
    public Locale getLocale() {
        return locales().get(0);
    }

    @Override
    public Enumeration<Locale> getLocales() {
        return Collections.enumeration(locales());
    }

    private List<Locale> locales() {
        if (locales == null) {
            List<Locale> accepted = AcceptLanguage.parse(head.fields("Accept-Language"));
            locales = accepted.isEmpty() ? List.of(Locale.getDefault()) : accepted;
        }
        return locales;
    }

    // ---- path

    @Override
    public String getRequestURI() {
        return dispatch.requestUri();
    }

    @Override
    public StringBuffer getRequestURL() {
        StringBuilder origin =
                appendAuthority(new StringBuilder(64).append(getScheme()).append("://"));
        return new StringBuffer(origin.length() + 64).append(origin).append(getRequestURI());
    }

    @Override
    public String getContextPath() {
        return UriText.encodePath(dispatch.context().contextPath());
    }

    @Override
    public String getServletPath() {
        return dispatch.servletPath();
    }

    @Override
    public String getPathInfo() {
        return dispatch.pathInfo();
    }

    @Override
    public String getPathTranslated() {
        return dispatch.pathInfo() == null ? null : getServletContext().getRealPath(dispatch.pathInfo());
    }

    @Override
    public String getQueryString() {
        return dispatch.queryString();
    }

    @Override
    public HttpServletMapping getHttpServletMapping() {
        return dispatch.mapping();
    }

    @Override
    public DispatcherType getDispatcherType() {
        return dispatch.type();
    }

    @Override
    public ServletContext getServletContext() {
        return dispatch.context().servletContext();
    }

    /** A relative path is relative to the current one's folder. */
    @Override
    public RequestDispatcher getRequestDispatcher(String path) {
        if (path == null || path.startsWith("/")) {
            return path == null ? null : getServletContext().getRequestDispatcher(path);
        }
        String included = (String) getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
        String here = included != null
                ? included + orEmpty((String) getAttribute(RequestDispatcher.INCLUDE_PATH_INFO))
                : getServletPath() + orEmpty(getPathInfo());
        String folder = here.substring(0, here.lastIndexOf('/') + 1);
        return getServletContext().getRequestDispatcher(UriText.encodePath(folder.isEmpty() ? "/" : folder) + path);
    }

    private static String orEmpty(String s) {
        return s == null ? "" : s;
    }

    // ---- connection

    @Override
    public boolean isSecure() {
        return exchange.connection().secure();
    }

    @Override
    public String getScheme() {
        return isSecure() ? "https" : "http";
    }

    @Override
    public String getServerName() {
        return Addresses.serverName(head.authority(), exchange.connection().localAddress());
    }

    @Override
    public int getServerPort() {
        return Addresses.serverPort(
                head.authority(), getScheme(), exchange.connection().localAddress());
    }

    @Override
    public String getRemoteAddr() {
        return Addresses.host(exchange.connection().remoteAddress());
    }

    /** The address: names are not looked up. */
    @Override
    public String getRemoteHost() {
        return getRemoteAddr();
    }

    @Override
    public int getRemotePort() {
        return Addresses.port(exchange.connection().remoteAddress());
    }

    @Override
    public String getLocalAddr() {
        return Addresses.host(exchange.connection().localAddress());
    }

    @Override
    public String getLocalName() {
        return getLocalAddr();
    }

    @Override
    public int getLocalPort() {
        return Addresses.port(exchange.connection().localAddress());
    }

    @Override
    public String getRequestId() {
        if (id == null) {
            id = Long.toString(LAST_ID.incrementAndGet());
        }
        return id;
    }

    /** HTTP/1 gives its requests no names. */
    @Override
    public String getProtocolRequestId() {
        return "";
    }

    @Override
    public ServletConnection getServletConnection() {
        return ExchangeConnection.of(exchange.connection(), head);
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

    // ---- user: applications declare no login mechanism yet

    @Override
    public String getAuthType() {
        return null;
    }

    @Override
    public String getRemoteUser() {
        return null;
    }

    @Override
    public Principal getUserPrincipal() {
        return null;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public boolean authenticate(HttpServletResponse challenged) throws ServletException {
        throw new ServletException("the application has no login mechanism");
    }

    @Override
    public void login(String user, String password) throws ServletException {
        throw new ServletException("the application has no login mechanism");
    }

    @Override
    public void logout() {}

    // ---- leaving the usual way

    @Override
    public boolean isAsyncSupported() {
        return !asyncBlocked && dispatch.target().asyncSupported();
    }

    @Override
    public boolean isAsyncStarted() {
        return async != null && async.isStarted();
    }

    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response, null);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
        return startAsync(request, answer, AsyncState.pathOf(request));
    }

    private AsyncContext startAsync(ServletRequest request, ServletResponse answer, String path) {
        if (!isAsyncSupported()) {
            throw new IllegalStateException("servlet " + dispatch.target().servletName()
                    + " or a filter before it doesn't support asynchronous processing (async-supported)");
        }
        if (!response.isOpen()) {
            throw new IllegalStateException("the response is closed");
        }
        if (async == null) {
            async = new AsyncState(this);
        }
        async.start(request, answer, path);
        return async;
    }

    @Override
    public AsyncContext getAsyncContext() {
        if (async == null) {
            throw new IllegalStateException("startAsync was not called");
        }
        return async;
    }

    /** The handler gets the connection when the servlet has returned. */
    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handlerClass) throws ServletException {
        if (response.isCommitted() || async != null || upgrade != null) {
            throw new IllegalStateException("the request can't be upgraded any more");
        }
        T handler;
        try {
            handler = handlerClass.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ServletException("can't make an HttpUpgradeHandler of " + handlerClass.getName(), e);
        }
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        upgrade = new UpgradedConnection(exchange, handler, handlerClass.getClassLoader());
        return handler;
    }
}
