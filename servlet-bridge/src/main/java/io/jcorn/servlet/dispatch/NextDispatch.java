package io.jcorn.servlet.dispatch;

import io.jcorn.servlet.field.UriText;
import io.jcorn.servlet.request.Dispatch;
import io.jcorn.servlet.request.RequestContext;
import io.jcorn.servlet.request.ServletTarget;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletMapping;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a request goes next, seen from where it is: the path elements and attributes that each kind of dispatch gives it.
 *
 * <pre>
 *             path elements      forward.*        include.*     async.*          error.*
 *   forward   the target's       the first one's  -             kept             kept
 *   include   as they were       kept             the target's  kept             kept
 *   async     the target's       -                -             the first one's  -
 *   error     the target's       the first one's  -             -                this one's
 * </pre>
 */
final class NextDispatch {
    private NextDispatch() {}

    static Dispatch forward(Dispatch from, RequestContext context, PathMatch match, DispatchPath path) {
        Map<String, Object> attributes = new HashMap<>(from.attributes());
        PathAttributes.INCLUDE.remove(attributes);
        if (!PathAttributes.FORWARD.isIn(attributes)) PathAttributes.FORWARD.put(attributes, from);
        return moved(DispatcherType.FORWARD, from, context, match, path, attributes);
    }

    static Dispatch include(Dispatch from, RequestContext context, PathMatch match, DispatchPath path) {
        Dispatch target = moved(DispatcherType.INCLUDE, from, context, match, path, Map.of());
        if (path.query() == null) target = withoutQuery(target);
        Map<String, Object> attributes = new HashMap<>(from.attributes());
        PathAttributes.INCLUDE.put(attributes, target);
        return staying(DispatcherType.INCLUDE, from, match.route().servlet(), target.addedQuery(), attributes);
    }

    /** For a dispatcher got by name: another servlet, all else as it is. */
    static Dispatch named(DispatcherType type, Dispatch from, ServletTarget servlet) {
        Map<String, Object> attributes = from.attributes();
        if (PathAttributes.INCLUDE.isIn(attributes)) {
            attributes = new HashMap<>(attributes);
            PathAttributes.INCLUDE.remove(attributes);
        }
        return staying(type, from, servlet, from.addedQuery(), attributes);
    }

    static Dispatch async(Dispatch from, RequestContext context, PathMatch match, DispatchPath path) {
        Map<String, Object> attributes = new HashMap<>(from.attributes());
        PathAttributes.INCLUDE.remove(attributes);
        if (!PathAttributes.ASYNC.isIn(attributes)) PathAttributes.ASYNC.putFirst(attributes, from);
        PathAttributes.FORWARD.remove(attributes);
        return moved(DispatcherType.ASYNC, from, context, match, path, attributes);
    }

    /** @param error the {@code jakarta.servlet.error.*} attributes */
    static Dispatch error(
            Dispatch from, RequestContext context, PathMatch match, DispatchPath path, Map<String, Object> error) {
        Map<String, Object> attributes = new HashMap<>(error);
        PathAttributes.FORWARD.put(attributes, from);
        return moved(DispatcherType.ERROR, from, context, match, path, attributes);
    }

    private static Dispatch moved(
            DispatcherType type,
            Dispatch from,
            RequestContext context,
            PathMatch match,
            DispatchPath path,
            Map<String, Object> attributes) {
        return new Dispatch(
                type,
                context,
                match.route().servlet(),
                from.prefix(),
                from.prefix() + UriText.encodePath(context.contextPath()) + path.written(),
                match.servletPath(),
                match.pathInfo(),
                path.query() != null ? path.query() : from.queryString(),
                joined(path.query(), from.addedQuery()),
                match,
                attributes);
    }

    private static Dispatch staying(
            DispatcherType type,
            Dispatch from,
            ServletTarget servlet,
            String addedQuery,
            Map<String, Object> attributes) {
        HttpServletMapping mapping = from.mapping();
        return new Dispatch(
                type,
                from.context(),
                servlet,
                from.prefix(),
                from.requestUri(),
                from.servletPath(),
                from.pathInfo(),
                from.queryString(),
                addedQuery,
                mapping,
                attributes);
    }

    private static Dispatch withoutQuery(Dispatch d) {
        return new Dispatch(
                d.type(),
                d.context(),
                d.target(),
                d.prefix(),
                d.requestUri(),
                d.servletPath(),
                d.pathInfo(),
                null,
                d.addedQuery(),
                d.mapping(),
                d.attributes());
    }

    private static String joined(String query, String outer) {
        if (query == null || query.isEmpty()) return outer;
        return outer == null ? query : query + '&' + outer;
    }
}
