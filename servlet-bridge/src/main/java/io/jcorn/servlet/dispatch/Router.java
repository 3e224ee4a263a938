package io.jcorn.servlet.dispatch;

import io.jcorn.app.Cost;
import io.jcorn.app.Exchange;
import io.jcorn.app.Service;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import io.jcorn.servlet.resource.WebResources;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the service for a request among all applications of a worker (Servlet 6.1 §12.1): the longest context path, then the mapping.
 * Immutable; called on the event loop, looks at nothing but tables.
 *
 * <p>The raw paths that lead to exact patterns are in one table: such a request costs a look-up, whatever the context.
 */
public final class Router {
    private final Map<String, Service> exact = new HashMap<>();
    private final ContextDispatcher[] contexts;
    private final PathCanonicalizer paths;
    private final Cost cost = new Cost();
    private final Service options = PlainService.options(cost);
    private final Service tunnel = PlainService.error(cost, 501, "no tunnels here");
    private final Service unknown = PlainService.error(cost, 404, "no application here");

    /**
     * @param contexts no context path twice
     * @param paths what clients may ask for
     */
    public Router(List<ContextDispatcher> contexts, PathCanonicalizer paths) {
        this.paths = paths;
        Comparator<ContextDispatcher> byLength =
                Comparator.comparingInt(c -> c.context().contextPath().length());
        this.contexts = contexts.stream().sorted(byLength.reversed()).toArray(ContextDispatcher[]::new);
        for (ContextDispatcher context : this.contexts) {
            for (PathMatch match : context.exactMatches()) {
                String path = context.context().contextPath() + match.path();
                if (PathCanonicalizer.isPlain(path) && contextOf(path) == context && !isProtected(match)) {
                    exact.put(path, new RequestService(context, path, match));
                }
            }
        }
    }

    /** @throws HttpException 400 for a path with suspicious sequences (§3.5.2) */
    public Service route(RequestHead head) throws HttpException {
        String raw = head.rawPath();
        Service service = exact.get(raw);
        return service != null ? service : search(raw);
    }

    private Service search(String raw) throws HttpException {
        if (raw.equals("*")) return options;
        if (raw.isEmpty()) return tunnel; // CONNECT is for proxies (RFC 9110 §9.3.6)
        String path = paths.canonicalize(raw);
        ContextDispatcher context = contextOf(path);
        if (context == null) return unknown;
        String contextPath = context.context().contextPath();
        if (contextPath.isEmpty()) return within(context, raw, path);
        if (path.length() == contextPath.length()) return PlainService.redirect(cost, contextPath + '/');
        return within(context, raw, path.substring(contextPath.length()));
    }

    private static Service within(ContextDispatcher context, String raw, String path) {
        PathMatch match = context.map(path);
        return isProtected(match) ? new Refusal(context, raw, match) : new RequestService(context, raw, match);
    }

    private ContextDispatcher contextOf(String path) {
        for (ContextDispatcher context : contexts) {
            String prefix = context.context().contextPath();
            if (path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/')) {
                return context;
            }
        }
        return null;
    }

    private static boolean isProtected(PathMatch match) {
        return WebResources.isProtected(match.path());
    }

    /** WEB-INF is for the application alone, whatever servlet is mapped there (§10.5). */
    private record Refusal(ContextDispatcher context, String requestUri, PathMatch match) implements Service {
        @Override
        public Cost cost() {
            return match.route().cost();
        }

        @Override
        public Outcome serve(Exchange exchange) throws IOException {
            return context.refuse(exchange, requestUri, match);
        }
    }
}
