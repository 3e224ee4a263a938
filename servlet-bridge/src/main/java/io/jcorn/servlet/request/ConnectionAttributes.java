package io.jcorn.servlet.request;

import io.jcorn.app.ConnectionInfo;
import java.util.ArrayList;
import java.util.List;

/** The request attributes that tell of the connection: of its TLS, and what a proxy says of it. */
final class ConnectionAttributes {
    /** A {@code Map<Integer, byte[]>}, see {@link ConnectionInfo#proxyTlvs}. */
    private static final String PROXY_TLVS = "io.jcorn.proxy.tlvs";

    private ConnectionAttributes() {}

    /** Whether an attribute of that name may be one of these. */
    static boolean isOne(String name) {
        return TlsAttributes.isOne(name) || name.equals(PROXY_TLVS);
    }

    static Object get(ConnectionInfo connection, String name) {
        if (TlsAttributes.isOne(name)) {
            return TlsAttributes.get(connection.tls(), name);
        }
        return connection.proxyTlvs().isEmpty() ? null : connection.proxyTlvs();
    }

    static List<String> names(ConnectionInfo connection) {
        List<String> names = new ArrayList<>(TlsAttributes.names(connection.tls()));
        if (!connection.proxyTlvs().isEmpty()) {
            names.add(PROXY_TLVS);
        }
        return names;
    }
}
