package io.jcorn.servlet.dispatch;

import static jakarta.servlet.RequestDispatcher.*;

import io.jcorn.servlet.request.Dispatch;
import jakarta.servlet.AsyncContext;
import java.util.Map;

/** The names of the request attributes that tell of another dispatch's path (Servlet 6.1 §9.3.1, §9.4.2, §9.7.2). */
enum PathAttributes {
    FORWARD(
            FORWARD_REQUEST_URI,
            FORWARD_CONTEXT_PATH,
            FORWARD_SERVLET_PATH,
            FORWARD_PATH_INFO,
            FORWARD_QUERY_STRING,
            FORWARD_MAPPING),
    INCLUDE(
            INCLUDE_REQUEST_URI,
            INCLUDE_CONTEXT_PATH,
            INCLUDE_SERVLET_PATH,
            INCLUDE_PATH_INFO,
            INCLUDE_QUERY_STRING,
            INCLUDE_MAPPING),
    ASYNC(
            AsyncContext.ASYNC_REQUEST_URI,
            AsyncContext.ASYNC_CONTEXT_PATH,
            AsyncContext.ASYNC_SERVLET_PATH,
            AsyncContext.ASYNC_PATH_INFO,
            AsyncContext.ASYNC_QUERY_STRING,
            AsyncContext.ASYNC_MAPPING);

    private final String requestUri;
    private final String contextPath;
    private final String servletPath;
    private final String pathInfo;
    private final String queryString;
    private final String mapping;

    PathAttributes(
            String requestUri,
            String contextPath,
            String servletPath,
            String pathInfo,
            String queryString,
            String mapping) {
        this.requestUri = requestUri;
        this.contextPath = contextPath;
        this.servletPath = servletPath;
        this.pathInfo = pathInfo;
        this.queryString = queryString;
        this.mapping = mapping;
    }

    boolean isIn(Map<String, Object> attributes) {
        return attributes.containsKey(requestUri);
    }

    /** Replaces all of this kind by the path elements of {@code dispatch}. */
    void put(Map<String, Object> attributes, Dispatch dispatch) {
        remove(attributes);
        attributes.put(requestUri, dispatch.requestUri());
        attributes.put(contextPath, dispatch.contextPath());
        attributes.put(servletPath, dispatch.servletPath());
        if (dispatch.pathInfo() != null) attributes.put(pathInfo, dispatch.pathInfo());
        if (dispatch.queryString() != null) attributes.put(queryString, dispatch.queryString());
        if (dispatch.mapping() != null) attributes.put(mapping, dispatch.mapping());
    }

    /** Like {@link #put}, but of where the client sent the request, if {@code dispatch} is within a forward. */
    void putFirst(Map<String, Object> attributes, Dispatch dispatch) {
        if (!FORWARD.isIn(attributes)) {
            put(attributes, dispatch);
            return;
        }
        remove(attributes);
        copy(attributes, FORWARD.requestUri, requestUri);
        copy(attributes, FORWARD.contextPath, contextPath);
        copy(attributes, FORWARD.servletPath, servletPath);
        copy(attributes, FORWARD.pathInfo, pathInfo);
        copy(attributes, FORWARD.queryString, queryString);
        copy(attributes, FORWARD.mapping, mapping);
    }

    private static void copy(Map<String, Object> attributes, String from, String to) {
        Object value = attributes.get(from);
        if (value != null) attributes.put(to, value);
    }

    void remove(Map<String, Object> attributes) {
        attributes.remove(requestUri);
        attributes.remove(contextPath);
        attributes.remove(servletPath);
        attributes.remove(pathInfo);
        attributes.remove(queryString);
        attributes.remove(mapping);
    }
}
