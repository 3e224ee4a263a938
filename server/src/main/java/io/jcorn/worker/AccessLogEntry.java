package io.jcorn.worker;

import io.jcorn.http.HttpError;
import io.jcorn.http.RequestHead;
import io.jcorn.http.ResponseHead;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What one line of the access log is made of.
 *
 * @param request null if it couldn't be parsed
 * @param response null where no application made it
 * @param bytes of the response's body
 * @param nanos from the request's head to the response's end
 */
record AccessLogEntry(
        SocketAddress peer, RequestHead request, ResponseHead response, int status, long bytes, long nanos) {
    static AccessLogEntry of(Http1Exchange exchange, long nanos) {
        return new AccessLogEntry(
                exchange.connection().remoteAddress(),
                exchange.request(),
                exchange.response().head(),
                exchange.response().head().status(),
                exchange.bytesSent(),
                nanos);
    }

    static AccessLogEntry refused(Peers peers, RequestHead request, HttpError error, int bytes) {
        return new AccessLogEntry(peers.remoteAddress(), request, null, error.status(), bytes, 0);
    }

    String host() {
        return peer instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : null;
    }

    /** Of Basic authentication, as the client says; whether that's true nobody has checked. Null if there is none. */
    String user() {
        String authorization = requestField("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    String requestField(String name) {
        return request == null ? null : request.field(name);
    }

    String responseField(String name) {
        return response == null ? null : response.field(name);
    }
}
