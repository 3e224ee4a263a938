package io.jcorn.worker;

import io.jcorn.http.HttpError;
import io.jcorn.http.RequestHead;
import io.jcorn.http.ResponseHead;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

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

    static AccessLogEntry refused(Peers peers, HttpError error, int bytes) {
        return new AccessLogEntry(peers.remoteAddress(), null, null, error.status(), bytes, 0);
    }

    String host() {
        return peer instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : null;
    }

    String requestField(String name) {
        return request == null ? null : request.field(name);
    }

    String responseField(String name) {
        return response == null ? null : response.field(name);
    }
}
