package io.jcorn.servlet.dispatch;

import io.jcorn.app.ClientGoneException;
import io.jcorn.http.ErrorPage;
import io.jcorn.http.HttpException;
import io.jcorn.servlet.field.RequestFaultException;
import io.jcorn.servlet.request.BridgeRequest;
import io.jcorn.servlet.request.BridgeResponse;
import io.jcorn.servlet.session.store.StoreException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers requests that went wrong: an exception that reached the container, or a status given to {@code sendError} (Servlet 6.1 §10.9).
 *
 * <pre>
 *   exception ──logged once, made a status──┐
 *   sendError ──────────────────────────────┴─► the application's page ──none, or it fails too──► a page of jcorn's
 * </pre>
 *
 * An error page that fails is not answered by an error page. Nothing of the exception is shown to the client.
 */
final class Failures {
    private static final System.Logger LOG = System.getLogger("jcorn.servlet");
    private static final int MAX_DEPTH = 16;

    /** What the client did wrong. */
    private record Fault(int status, String reason) {}

    private final ContextDispatcher dispatcher;
    private final ErrorPages pages;

    Failures(ContextDispatcher dispatcher, ErrorPages pages) {
        this.dispatcher = dispatcher;
        this.pages = pages;
    }

    /**
     * Logs what application code threw, once, with the servlet and the request. A client's own fault is not worth a
     * warning, nor is one that has left, nor another request for a servlet that is out of service; of sessions that can't
     * be had there is a line already.
     */
    void log(BridgeRequest request, Throwable thrown) {
        boolean expected = thrown instanceof OutOfServiceException
                || causes(thrown)
                        .anyMatch(cause -> cause instanceof ClientGoneException
                                || cause instanceof StoreException
                                || faultOf(cause).findFirst().isPresent());
        System.Logger.Level level = expected ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR;
        LOG.log(
                level,
                () -> request.exchange().request().method() + " " + request.getRequestURI() + " failed in servlet "
                        + request.dispatch().target().servletName(),
                thrown);
    }

    /** Answers an exception. Nothing of the response must have left. */
    void answer(BridgeRequest request, BridgeResponse response, Throwable thrown) throws IOException {
        response.clearError();
        if (thrown instanceof UnavailableException unavailable) {
            sendUnavailable(unavailable, response);
        } else if (causes(thrown).anyMatch(StoreException.class::isInstance)) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Sessions can't be read or stored now.");
        } else {
            Optional<Fault> fault = causes(thrown).flatMap(Failures::faultOf).findFirst();
            response.sendError(
                    fault.map(Fault::status).orElse(HttpServletResponse.SC_INTERNAL_SERVER_ERROR),
                    fault.map(Fault::reason).orElse(null));
        }
        ErrorPages.Found page = pages.find(thrown, response.errorStatus());
        answer(request, response, page.location(), page.cause());
    }

    /** Answers what {@code sendError} was called for. */
    void answerPending(BridgeRequest request, BridgeResponse response) throws IOException {
        answer(request, response, pages.find(response.errorStatus()), null);
    }

    private void answer(BridgeRequest request, BridgeResponse response, String location, Throwable cause)
            throws IOException {
        int status = response.errorStatus();
        String message = response.errorMessage();
        response.clearError();
        if (location != null && request.dispatch().type() != DispatcherType.ERROR) {
            try {
                dispatch(request, response, location, attributes(request, status, message, cause));
                if (!response.isErrorPending()) return;
                status = response.errorStatus();
                message = response.errorMessage();
                response.clearError();
            } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                log(request, e);
                if (request.exchange().response().isCommitted()) return;
                response.clearError();
            }
        }
        plain(request, response, status, message);
    }

    private void dispatch(
            BridgeRequest request, BridgeResponse response, String location, Map<String, Object> attributes)
            throws ServletException, IOException {
        DispatchPath path = DispatchPath.parse(location);
        if (path == null) throw new ServletException("error page location " + location + " is no path");
        PathMatch match = dispatcher.map(path.path());
        request.dispatch(NextDispatch.error(request.dispatch(), dispatcher.context(), match, path, attributes));
        match.chain(DispatcherType.ERROR).run(request, request, response);
    }

    private static Map<String, Object> attributes(BridgeRequest request, int status, String message, Throwable cause) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(RequestDispatcher.ERROR_STATUS_CODE, status);
        attributes.put(RequestDispatcher.ERROR_MESSAGE, messageOf(message, cause));
        attributes.put(RequestDispatcher.ERROR_METHOD, request.getMethod());
        attributes.put(RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
        attributes.put(
                RequestDispatcher.ERROR_SERVLET_NAME,
                request.dispatch().target().servletName());
        if (request.getQueryString() != null) {
            attributes.put(RequestDispatcher.ERROR_QUERY_STRING, request.getQueryString());
        }
        if (cause != null) {
            attributes.put(RequestDispatcher.ERROR_EXCEPTION, cause);
            attributes.put(RequestDispatcher.ERROR_EXCEPTION_TYPE, cause.getClass());
        }
        return attributes;
    }

    private static String messageOf(String message, Throwable cause) {
        if (message != null) return message;
        return cause == null || cause.getMessage() == null ? "" : cause.getMessage();
    }

    /** jcorn's own page: what a response needs that nobody wrote a page for. */
    private static void plain(BridgeRequest request, BridgeResponse response, int status, String message)
            throws IOException {
        ErrorPage page = ErrorPage.render(status, message == null ? "" : message, request.getHeader("Accept"));
        response.setStatus(status);
        response.setContentType(page.contentType());
        response.setContentLength(page.body().length);
        request.exchange().response().write(page.body(), 0, page.body().length);
    }

    /** 404, or 503 with the time to wait (§2.3.3.2). */
    static void sendUnavailable(UnavailableException e, HttpServletResponse response) throws IOException {
        if (e.isPermanent()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            response.setIntHeader("Retry-After", Math.max(1, e.getUnavailableSeconds()));
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    /** An exception and what is behind it, however application code wrapped it. */
    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(MAX_DEPTH);
    }

    private static Stream<Fault> faultOf(Throwable thrown) {
        if (thrown instanceof RequestFaultException fault) return Stream.of(new Fault(fault.status(), null));
        if (thrown instanceof HttpException fault) {
            return Stream.of(new Fault(fault.error().status(), fault.error().reason()));
        }
        return Stream.empty();
    }
}
