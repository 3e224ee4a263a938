package io.jcorn.servlet.request;

import io.jcorn.servlet.session.SessionCookies;
import io.jcorn.servlet.session.SessionTracking;
import io.jcorn.servlet.session.Sessions;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestAttributeListener;
import jakarta.servlet.ServletResponse;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a request needs to know of the web application it is in. Implemented by the context, on a higher package.
 *
 * <p>Asked by whichever thread serves the request: everything but the three calls into the application is a plain read.
 */
public interface RequestContext {
    ServletContext servletContext();

    /** "" or "/name", not encoded. */
    String contextPath();

    /** The deployment descriptor's request-character-encoding; null if unset. */
    Charset requestEncoding();

    /** The deployment descriptor's response-character-encoding; null if unset. */
    Charset responseEncoding();

    /** The encoding of a response that says no more than its locale; null if the locale has none. */
    Charset encodingOf(Locale locale);

    Sessions sessions();

    /** How the session's cookie looks; frozen. */
    SessionCookies sessionCookies();

    SessionTracking sessionTracking();

    /** null for an application that says nothing about security. */
    RequestSecurity security();

    /** In the order in which they were declared; empty for most applications. */
    List<ServletRequestAttributeListener> requestAttributeListeners();

    /** How many parameters a request may have, query and form together. */
    int maxParameters();

    /** How large an application/x-www-form-urlencoded body may be that is read for parameters. */
    long maxFormBytes();

    /**
     * Makes an object of a class of the application's, as its servlets and listeners are made (§15.5). Runs application
     * code.
     */
    <T> T create(Class<T> type) throws ServletException;

    /** Where uploads are spooled to unless their servlet says otherwise. */
    Path tempDir();

    /**
     * Dispatches a request that {@link jakarta.servlet.AsyncContext#dispatch} was called for; returns when the target
     * has. Called on a request thread; must not call {@link BridgeRequest#leave}, the caller does that. What the target
     * throws may be thrown on or handed to {@link AsyncState#failed}: the cycle's listeners come before an error page.
     *
     * @param target the context to dispatch in; null for this one
     * @param path relative to that context's root; null for the URI of the request as the container last dispatched it
     */
    void asyncDispatch(
            BridgeRequest request,
            ServletRequest wrappedRequest,
            ServletResponse wrappedResponse,
            ServletContext target,
            String path)
            throws Exception;

    /**
     * Runs the error page of an asynchronous request that failed or timed out and whose listeners neither completed nor
     * dispatched it; the caller completes the request afterwards. Called on a request thread.
     *
     * @param error what was thrown; null for a timeout
     */
    void asyncError(BridgeRequest request, Throwable error);

    /** Tells the request listeners that the request goes out of this application's scope. Runs application code. */
    void requestDestroyed(BridgeRequest request);
}
