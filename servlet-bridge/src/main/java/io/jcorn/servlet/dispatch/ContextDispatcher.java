package io.jcorn.servlet.dispatch;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service;
import io.jcorn.servlet.field.UriText;
import io.jcorn.servlet.request.AsyncState;
import io.jcorn.servlet.request.BridgeRequest;
import io.jcorn.servlet.request.BridgeResponse;
import io.jcorn.servlet.request.Dispatch;
import io.jcorn.servlet.request.RequestContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * Takes requests to the servlets of one application: the container's side of every dispatch that doesn't start in application code.
 *
 * <p>Made when the application has started, immutable, used by all request threads. A request thread runs application code with the
 * application's class loader as its context class loader; it keeps that one afterwards, for its next request is likely the application's.
 */
public final class ContextDispatcher {
    private final RequestContext context;
    private final ClassLoader loader;
    private final FilterTable filters;
    private final PathMapper mapper;
    private final WelcomeFiles welcomeFiles;
    private final RequestListeners listeners;
    /** null for an application without security: its requests don't pay for it. */
    private final Guard guard;

    private final Failures failures;
    /** The path parameter that holds session ids; null if the application doesn't track sessions by URL. */
    private final String sessionParameter;

    /** A pattern and its servlet. */
    public record Mapping(UrlPattern pattern, ServletHolder servlet) {}

    /**
     * @param mappings no pattern twice; one of them is "/"
     * @param guard null if everybody may have everything
     */
    public ContextDispatcher(
            RequestContext context,
            ClassLoader loader,
            List<Mapping> mappings,
            FilterTable filters,
            WelcomeFiles welcomeFiles,
            ErrorPages errorPages,
            RequestListeners listeners,
            Guard guard) {
        this.context = context;
        this.loader = loader;
        this.filters = filters;
        this.welcomeFiles = welcomeFiles;
        this.listeners = listeners;
        this.guard = guard;
        this.mapper = new PathMapper(mappings.stream()
                .map(m -> new Route(m.servlet(), m.pattern(), filters))
                .toList());
        this.failures = new Failures(this, errorPages);
        this.sessionParameter =
                context.sessionTracking().byUrl() ? context.sessionCookies().parameterName() : null;
    }

    RequestContext context() {
        return context;
    }

    PathMatch map(String path) {
        return mapper.map(path);
    }

    Collection<PathMatch> exactMatches() {
        return mapper.exactMatches();
    }

    Chain named(ServletHolder servlet, DispatcherType type) {
        return filters.named(servlet, type);
    }

    /** The same path, or that of the welcome file which stands for it. */
    DispatchPath welcome(DispatchPath path) {
        String name = map(path.path()).isPartial() ? welcomeFiles.find(path.path(), mapper) : null;
        return name == null ? path : new DispatchPath(path.written() + name, path.path() + name, path.query());
    }

    /**
     * Serves a request from the client.
     *
     * @param requestUri raw
     */
    Service.Outcome serve(Exchange exchange, String requestUri, PathMatch found) throws IOException {
        enter();
        String uri = requestUri;
        PathMatch match = found;
        if (match.isPartial()) {
            String name = welcomeFiles.find(match.path(), mapper);
            if (name != null) {
                uri = UriText.encodePath(context.contextPath() + match.path() + name);
                match = map(match.path() + name);
            }
        }
        Dispatch dispatch = Dispatch.ofRequest(
                context,
                match.route().servlet(),
                exchange.connection().prefix(),
                uri,
                match.servletPath(),
                match.pathInfo(),
                exchange.request().rawQuery(),
                match);
        BridgeRequest request = new BridgeRequest(exchange, dispatch);
        if (sessionParameter != null) request.sessionIdFromUrl(PathParameters.find(requestUri, sessionParameter));
        return serve(request, found, match);
    }

    /** Answers 404 as the application does, and runs none of its filters. */
    Service.Outcome refuse(Exchange exchange, String requestUri, PathMatch found) throws IOException {
        enter();
        Dispatch dispatch = Dispatch.ofRequest(
                context,
                found.route().servlet(),
                exchange.connection().prefix(),
                requestUri,
                found.servletPath(),
                found.pathInfo(),
                exchange.request().rawQuery(),
                found);
        BridgeRequest request = new BridgeRequest(exchange, dispatch);
        request.response().sendError(HttpServletResponse.SC_NOT_FOUND);
        return serve(request, found, null);
    }

    /**
     * Runs the filters and the servlet, if the client may have what it asks for.
     *
     * @param asked what the path is mapped to
     * @param match the same, or the welcome file that stands for it; null to run nothing
     */
    private Service.Outcome serve(BridgeRequest request, PathMatch asked, PathMatch match) throws IOException {
        request.joinSession();
        List<String> owners = request.sessionOwners();
        if (!owners.isEmpty() && request.relay(owners, () -> serveLate(request, asked, match))) {
            return Service.Outcome.SUSPENDED;
        }
        return run(request, asked, match);
    }

    /** The worker that has what the session needs has ended: it goes on without that. */
    private void serveLate(BridgeRequest request, PathMatch asked, PathMatch match) {
        enter();
        try {
            if (run(request, asked, match) == Service.Outcome.DONE)
                request.exchange().finish();
        } catch (IOException e) {
            request.exchange().abort();
        }
    }

    private Service.Outcome run(BridgeRequest request, PathMatch asked, PathMatch match) throws IOException {
        BridgeResponse response = request.response();
        boolean broken = false;
        try {
            listeners.initialized(request);
            if (match != null && (guard == null || isAdmitted(request, asked, match))) {
                match.chain(DispatcherType.REQUEST).run(request, request, response);
            }
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            broken = failed(request, response, e);
        }
        if (response.isErrorPending()) failures.answerPending(request, response);
        return request.leave(broken);
    }

    /** A welcome file may be protected where its folder is not, and the other way round. */
    private boolean isAdmitted(BridgeRequest request, PathMatch asked, PathMatch match)
            throws IOException, ServletException {
        return guard.admits(request, asked.path())
                && (match.path().equals(asked.path()) || guard.admits(request, match.path()));
    }

    /** @return whether part of the response is out, so that the error can't be told any more */
    private boolean failed(BridgeRequest request, BridgeResponse response, Throwable thrown) throws IOException {
        AsyncState async = request.asyncState();
        if (async != null && request.isAsyncStarted()) {
            async.failed(thrown);
            return false;
        }
        failures.log(request, thrown);
        if (request.exchange().response().isCommitted()) return !response.isClosed();
        if (!response.isClosed()) failures.answer(request, response, thrown);
        return false;
    }

    /** See {@link RequestContext#asyncDispatch}. */
    public void asyncDispatch(BridgeRequest request, ServletRequest given, ServletResponse answer, String path)
            throws IOException, ServletException {
        enter();
        String location = path != null ? path : uriOf(request);
        DispatchPath parsed = DispatchPath.parse(location);
        if (parsed == null) throw new ServletException("can't dispatch to " + location);
        DispatchPath at = welcome(parsed);
        PathMatch match = map(at.path());
        BridgeResponse response = request.response();
        request.dispatch(NextDispatch.async(request.dispatch(), context, match, at));
        response.suspendOutput(false);
        try {
            match.chain(DispatcherType.ASYNC).run(request, given, answer);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            request.asyncState().failed(e);
            return;
        }
        if (response.isErrorPending()) failures.answerPending(request, response);
    }

    /** See {@link RequestContext#asyncError}. */
    public void asyncError(BridgeRequest request, Throwable error) {
        enter();
        BridgeResponse response = request.response();
        if (error != null) failures.log(request, error);
        try {
            if (request.exchange().response().isCommitted() || response.isClosed()) return;
            if (error != null) {
                failures.answer(request, response, error);
            } else {
                if (!response.isErrorPending()) response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
                failures.answerPending(request, response);
            }
        } catch (IOException e) {
            failures.log(request, e);
        }
    }

    /** See {@link RequestContext#requestDestroyed}. */
    public void requestDestroyed(BridgeRequest request) {
        if (listeners.isEmpty()) return;
        enter();
        listeners.destroyed(request);
    }

    /** The URI that an async dispatch without a path goes to, relative to the context. */
    private String uriOf(BridgeRequest request) {
        String uri = request.getRequestURI();
        String prefix = request.dispatch().prefix() + context.contextPath();
        // a client may have encoded what needs no encoding
        if (uri.startsWith(prefix)) return uri.substring(prefix.length());
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    /** Gives the thread the application's loader; a read if it has it already. */
    private void enter() {
        Thread thread = Thread.currentThread();
        if (thread.getContextClassLoader() != loader) thread.setContextClassLoader(loader);
    }
}
