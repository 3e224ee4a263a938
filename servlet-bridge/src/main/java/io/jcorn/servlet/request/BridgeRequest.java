package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service;
import jakarta.servlet.http.HttpServletRequest;

/** The request of an exchange. */
@SuppressWarnings("DoNotCallSuggester")
public final class BridgeRequest implements HttpServletRequest {
    private final Exchange exchange;
    private Dispatch dispatch;

    public BridgeRequest(Exchange exchange, Dispatch dispatch) {
        this.exchange = exchange;
        this.dispatch = dispatch;
    }

    public Exchange exchange() {
        return exchange;
    }

    public BridgeResponse response() {
        throw new UnsupportedOperationException();
    }

    /** Where the request is now. */
    public Dispatch dispatch() {
        return dispatch;
    }

    /** Moves the request; the dispatcher puts the former one back when its target returned. */
    public void dispatch(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    /** Says that a filter or servlet on the way in doesn't support asynchronous processing; until the next dispatch. */
    public void blockAsync() {}

    /** The asynchronous cycle; null while startAsync was never called. */
    public AsyncState asyncState() {
        return null;
    }

    /** The session id that the path held as {@code ;jsessionid=}; the dispatcher strips it from the path. */
    public void sessionIdFromUrl(String id) {}

    /**
     * Ends a dispatch that a worker began with {@code Service.serve}: the last call of the dispatcher. If it was not
     * made asynchronous, closes the response and ends the request.
     */
    public Service.Outcome leave() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getAuthType() {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.http.Cookie[] getCookies() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getDateHeader(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getHeader(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.Enumeration<java.lang.String> getHeaders(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.Enumeration<java.lang.String> getHeaderNames() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getIntHeader(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getMethod() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getPathInfo() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getPathTranslated() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getContextPath() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getQueryString() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getRemoteUser() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isUserInRole(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.security.Principal getUserPrincipal() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getRequestedSessionId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getRequestURI() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.StringBuffer getRequestURL() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getServletPath() {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.http.HttpSession getSession(boolean p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.http.HttpSession getSession() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String changeSessionId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isRequestedSessionIdFromCookie() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean authenticate(jakarta.servlet.http.HttpServletResponse p0)
            throws java.io.IOException, jakarta.servlet.ServletException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void login(java.lang.String p0, java.lang.String p1) throws jakarta.servlet.ServletException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void logout() throws jakarta.servlet.ServletException {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.Collection<jakarta.servlet.http.Part> getParts()
            throws java.io.IOException, jakarta.servlet.ServletException {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.http.Part getPart(java.lang.String p0)
            throws java.io.IOException, jakarta.servlet.ServletException {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T extends jakarta.servlet.http.HttpUpgradeHandler> T upgrade(java.lang.Class<T> p0)
            throws java.io.IOException, jakarta.servlet.ServletException {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.Object getAttribute(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.Enumeration<java.lang.String> getAttributeNames() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getCharacterEncoding() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setCharacterEncoding(java.lang.String p0) throws java.io.UnsupportedEncodingException {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getContentLength() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getContentLengthLong() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getContentType() {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.ServletInputStream getInputStream() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getParameter(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.Enumeration<java.lang.String> getParameterNames() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String[] getParameterValues(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.Map<java.lang.String, java.lang.String[]> getParameterMap() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getProtocol() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getScheme() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getServerName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getServerPort() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.io.BufferedReader getReader() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getRemoteAddr() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getRemoteHost() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(java.lang.String p0, java.lang.Object p1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeAttribute(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.Locale getLocale() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.Enumeration<java.util.Locale> getLocales() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSecure() {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.RequestDispatcher getRequestDispatcher(java.lang.String p0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getRemotePort() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getLocalName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getLocalAddr() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLocalPort() {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.ServletContext getServletContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.AsyncContext startAsync() throws java.lang.IllegalStateException {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.AsyncContext startAsync(
            jakarta.servlet.ServletRequest p0, jakarta.servlet.ServletResponse p1)
            throws java.lang.IllegalStateException {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isAsyncStarted() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isAsyncSupported() {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.AsyncContext getAsyncContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.DispatcherType getDispatcherType() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getRequestId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.lang.String getProtocolRequestId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public jakarta.servlet.ServletConnection getServletConnection() {
        throw new UnsupportedOperationException();
    }
}
