package io.jcorn.websocket;

import io.jcorn.servlet.request.BridgeRequest;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.core.Utils;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeStatus;

/** One opening handshake (RFC 6455 §4.2), between the servlet request and Tyrus. */
final class Handshake {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Map<String, String> pathParameters;

    Handshake(HttpServletRequest request, HttpServletResponse response, Map<String, String> pathParameters) {
        this.request = request;
        this.response = response;
        this.pathParameters = pathParameters;
    }

    /** Answers it; false, and nothing is answered, if none of the engine's endpoints is at that path. */
    boolean answer(TyrusWebSocketEngine engine, Connections connections) throws IOException {
        UpgradeResponse answer = new TyrusUpgradeResponse();
        UpgradeInfo info = engine.upgrade(context(), answer);
        if (info.getStatus() == UpgradeStatus.NOT_APPLICABLE) return false;
        for (Map.Entry<String, List<String>> field : answer.getHeaders().entrySet())
            if (!isWorkers(field.getKey()))
                response.addHeader(field.getKey(), Utils.getHeaderFromList(field.getValue()));
        if (info.getStatus() == UpgradeStatus.SUCCESS
                && answer.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
            response.setHeader("Upgrade", "websocket");
            innermost(request).upgrade(exchange -> new WebSocketConnection(exchange, info, connections).begin());
        } else {
            // whatever Tyrus calls it: a handshake that is none is the client's fault (§4.2.1)
            boolean isNone = answer.getStatus() == HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
            response.sendError(isNone ? HttpServletResponse.SC_BAD_REQUEST : answer.getStatus());
        }
        return true;
    }

    /** The worker says that the connection is upgraded, when it is. */
    private static boolean isWorkers(String field) {
        return field.equalsIgnoreCase("Connection") || field.equalsIgnoreCase("Upgrade");
    }

    private RequestContext context() {
        RequestContext context = RequestContext.Builder.create()
                .requestURI(URI.create(request.getRequestURI()))
                .queryString(request.getQueryString())
                .httpSession(request.getSession(false))
                .secure(request.isSecure())
                .userPrincipal(request.getUserPrincipal())
                .isUserInRoleDelegate(request::isUserInRole)
                .parameterMap(request.getParameterMap())
                .remoteAddr(request.getRemoteAddr())
                .serverAddr(request.getLocalAddr())
                .serverPort(request.getLocalPort())
                .tyrusProperties(Map.of())
                .build();
        pathParameters.forEach((name, value) -> context.getParameterMap().put(name, List.of(value)));
        for (String name : Collections.list(request.getHeaderNames())) {
            List<String> values = new ArrayList<>();
            for (String line : Collections.list(request.getHeaders(name)))
                values.addAll(Utils.parseHeaderValue(line.strip()));
            context.getHeaders().put(name, values);
        }
        return context;
    }

    /** The container's own request below the application's wrappers. */
    private static BridgeRequest innermost(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) inner = wrapper.getRequest();
        if (inner instanceof BridgeRequest own) return own;
        throw new IllegalStateException(
                "the request is not the container's: " + inner.getClass().getName());
    }
}
