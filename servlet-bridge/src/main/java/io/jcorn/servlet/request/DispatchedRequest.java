package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import io.jcorn.servlet.field.UriText;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A request at the place where it is now: the path elements and attributes of its current {@link Dispatch} (Servlet 6.1 §3.3, §3.6, §9). */
abstract class DispatchedRequest extends ReceivedRequest {
    private final RequestContext home;
    private Dispatch dispatch;
    private Attributes attributes;

    DispatchedRequest(Exchange exchange, Dispatch dispatch) {
        super(exchange);
        this.home = dispatch.context();
        this.dispatch = dispatch;
    }

    /** The application that the client sent the request to. */
    final RequestContext home() {
        return home;
    }

    /** Where the request is now. */
    public final Dispatch dispatch() {
        return dispatch;
    }

    /** Moves the request; the dispatcher puts the former one back when its target returned. */
    public void dispatch(Dispatch next) {
        dispatch = next;
    }

    @Override
    public String getMethod() {
        // an error page answers whatever the method was; the original one is an attribute (§10.9.1)
        boolean inErrorPage = dispatch.type() == DispatcherType.ERROR
                || dispatch.attributes().containsKey(RequestDispatcher.ERROR_METHOD);
        return inErrorPage ? "GET" : head().method();
    }

    // ---- attributes

    @Override
    public Object getAttribute(String name) {
        Map<String, Object> dispatched = dispatch.attributes();
        Object value = dispatched.isEmpty() ? null : dispatched.get(name);
        if (value == null && attributes != null) {
            value = attributes.get(name);
        }
        return value == null && ConnectionAttributes.isOne(name)
                ? ConnectionAttributes.get(exchange().connection(), name)
                : value;
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        Set<String> names = new LinkedHashSet<>(
                attributes == null ? dispatch.attributes().keySet() : attributes.names(dispatch.attributes()));
        names.addAll(ConnectionAttributes.names(exchange().connection()));
        return Collections.enumeration(names);
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
        return dispatch.contextPath();
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
}
