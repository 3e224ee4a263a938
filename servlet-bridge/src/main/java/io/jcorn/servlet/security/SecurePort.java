package io.jcorn.servlet.security;

import io.jcorn.http.RequestHead;
import io.jcorn.servlet.request.BridgeRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where requests are sent that came unprotected and may not (Servlet 6.1 §13.8.3). */
final class SecurePort {
    private static final int DEFAULT = 443;

    private final int port;

    /** @param port 0 if there is none: such requests are refused */
    SecurePort(int port) {
        this.port = port;
    }

    void redirect(BridgeRequest request) throws IOException {
        if (port == 0) {
            request.response()
                    .sendError(
                            HttpServletResponse.SC_FORBIDDEN,
                            "this is for protected connections only, and there is no secure port to go to");
            return;
        }
        RequestHead head = request.exchange().request();
        String location = "https://" + request.getServerName() + (port == DEFAULT ? "" : ":" + port)
                + request.dispatch().prefix() + head.rawPath()
                + (head.rawQuery() == null ? "" : '?' + head.rawQuery());
        boolean isRead =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        request.response()
                .sendRedirect(
                        location,
                        isRead ? HttpServletResponse.SC_FOUND : HttpServletResponse.SC_TEMPORARY_REDIRECT,
                        true);
    }
}
