package io.jcorn.servlet.dispatch;

import io.jcorn.servlet.request.BridgeRequest;
import io.jcorn.servlet.request.BridgeResponse;
import io.jcorn.servlet.request.Dispatch;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.UnavailableException;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Forwards to and includes a path or a named servlet (Servlet 6.1 §9), on the caller's thread. Immutable: may be kept and used by many
 * requests. The path is looked up at each use, for an application may ask for a dispatcher while its mappings are still being made.
 */
public final class BridgeDispatcher implements RequestDispatcher {
    private final Supplier<ContextDispatcher> context;
    private final DispatchPath path;
    private final ServletHolder named;

    private BridgeDispatcher(Supplier<ContextDispatcher> context, DispatchPath path, ServletHolder named) {
        this.context = context;
        this.path = path;
        this.named = named;
    }

    /** @return null for a path that leads nowhere */
    public static BridgeDispatcher toPath(Supplier<ContextDispatcher> context, String location) {
        DispatchPath path = DispatchPath.parse(location);
        return path == null ? null : new BridgeDispatcher(context, path, null);
    }

    public static BridgeDispatcher toServlet(Supplier<ContextDispatcher> context, ServletHolder servlet) {
        return new BridgeDispatcher(context, null, servlet);
    }

    @Override
    public void forward(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        BridgeRequest bridge = unwrap(request);
        BridgeResponse answer = unwrap(response);
        if (response.isCommitted()) throw new IllegalStateException("can't forward: the response is committed");
        response.resetBuffer();
        try {
            run(DispatcherType.FORWARD, bridge, request, response);
        } catch (UnavailableException e) {
            Failures.sendUnavailable(e, answer);
        }
        if (!bridge.isAsyncStarted()) close(response, answer);
    }

    @Override
    public void include(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        BridgeResponse answer = unwrap(response);
        boolean outer = answer.isIncluding();
        answer.including(true);
        try {
            run(DispatcherType.INCLUDE, unwrap(request), request, response);
        } catch (UnavailableException e) {
            // of the included servlet: the including one is not out of service
            throw new ServletException(e.getMessage(), e);
        } finally {
            answer.including(outer);
        }
    }

    private void run(DispatcherType type, BridgeRequest bridge, ServletRequest request, ServletResponse response)
            throws ServletException, IOException {
        ContextDispatcher dispatcher = context.get();
        Dispatch before = bridge.dispatch();
        Dispatch next;
        Chain chain;
        if (named != null) {
            chain = dispatcher.named(named, type);
            next = NextDispatch.named(type, before, named);
        } else {
            DispatchPath at = dispatcher.welcome(path);
            PathMatch match = dispatcher.map(at.path());
            chain = match.chain(type);
            next = type == DispatcherType.FORWARD
                    ? NextDispatch.forward(before, dispatcher.context(), match, at)
                    : NextDispatch.include(before, dispatcher.context(), match, at);
        }
        boolean async = bridge.isAsyncSupported();
        bridge.dispatch(next);
        try {
            if (!async) bridge.blockAsync();
            chain.run(bridge, request, response);
        } finally {
            bridge.dispatch(before);
        }
    }

    /** The response is over when a forward returns (§9.4); a wrapper that collects it gets its stream or writer closed. */
    private static void close(ServletResponse response, BridgeResponse answer) throws IOException {
        if (response == answer) {
            answer.suspendOutput(true);
            return;
        }
        try {
            response.getWriter().close();
        } catch (IllegalStateException e) {
            response.getOutputStream().close();
        }
    }

    private static BridgeRequest unwrap(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) inner = wrapper.getRequest();
        if (inner instanceof BridgeRequest bridge) return bridge;
        throw new IllegalArgumentException("not a request of this container's: " + inner);
    }

    private static BridgeResponse unwrap(ServletResponse response) {
        ServletResponse inner = response;
        while (inner instanceof ServletResponseWrapper wrapper) inner = wrapper.getResponse();
        if (inner instanceof BridgeResponse bridge) return bridge;
        throw new IllegalArgumentException("not a response of this container's: " + inner);
    }
}
