package io.jcorn.servlet.request;

import io.jcorn.app.ConnectionInfo;
import io.jcorn.http.RequestHead;
import jakarta.servlet.ServletConnection;

/** The connection a request came by; its protocol as ALPN names it (RFC 7301 §6). */
record ExchangeConnection(String getConnectionId, String getProtocol, boolean isSecure) implements ServletConnection {
    static ExchangeConnection of(ConnectionInfo connection, RequestHead head) {
        return new ExchangeConnection(
                Long.toString(connection.id()),
                head.minorVersion() == 0 ? "http/1.0" : "http/1.1",
                connection.secure());
    }

    /** HTTP/1 gives its connections no names. */
    @Override
    public String getProtocolConnectionId() {
        return "";
    }
}
