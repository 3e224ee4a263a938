package io.jcorn.servlet.request;

import io.jcorn.servlet.field.UriText;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletMapping;
import java.util.Map;

/**
 * Where a request is: how it got there and what its path elements are there (Servlet 6.1 §3.6, §9). A request has one
 * from the start; a dispatcher puts another in its place and puts the former back when the target returned.
 *
 * @param target the servlet
 * @param prefix "", or "/name": what a trusted proxy took away from the client's path before it asked us
 * @param requestUri the path as the client or the dispatcher's caller wrote it, still encoded, without query
 * @param servletPath decoded
 * @param pathInfo decoded; null where there is none
 * @param queryString raw; null where there is none
 * @param addedQuery the query strings of the dispatchers' paths that led here, the innermost first, joined by
 *     {@code &}: their parameters stand in front of the request's own (§9.1.1). null where there is none
 * @param attributes the {@code jakarta.servlet.forward.*}, include, async and error attributes, found before the
 *     request's own; those of outer dispatches that still show are among them
 */
public record Dispatch(
        DispatcherType type,
        RequestContext context,
        ServletTarget target,
        String prefix,
        String requestUri,
        String servletPath,
        String pathInfo,
        String queryString,
        String addedQuery,
        HttpServletMapping mapping,
        Map<String, Object> attributes) {

    /** As the client would have to write it, with the prefix. */
    public String contextPath() {
        return prefix + UriText.encodePath(context.contextPath());
    }

    /** The first dispatch of a request, from the client; {@code requestUri} without the prefix. */
    public static Dispatch ofRequest(
            RequestContext context,
            ServletTarget target,
            String prefix,
            String requestUri,
            String servletPath,
            String pathInfo,
            String queryString,
            HttpServletMapping mapping) {
        return new Dispatch(
                DispatcherType.REQUEST,
                context,
                target,
                prefix,
                prefix.isEmpty() ? requestUri : prefix + requestUri,
                servletPath,
                pathInfo,
                queryString,
                null,
                mapping,
                Map.of());
    }
}
