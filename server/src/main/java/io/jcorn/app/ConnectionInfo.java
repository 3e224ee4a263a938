package io.jcorn.app;

import java.net.SocketAddress;
import java.util.Map;

/** The connection that a request came by, as the client sees it if trusted proxies tell that. Immutable during an exchange. */
public interface ConnectionInfo {
    /** A number unique in this worker. */
    long id();

    /** The client: an {@link java.net.InetSocketAddress}, or a {@link java.net.UnixDomainSocketAddress}. */
    SocketAddress remoteAddress();

    SocketAddress localAddress();

    /** The {@code host[:port]} that the client called, as a trusted proxy says; null if the request itself does. */
    default String authority() {
        return null;
    }

    /** The port that the client called, as a trusted proxy says apart from the host; 0 if none does. */
    default int serverPort() {
        return 0;
    }

    /** "", or "/name": what a trusted proxy says that it took away from the path that the client asked for; encoded. */
    default String prefix() {
        return "";
    }

    /**
     * What a trusted proxy added to the connection's addresses by the PROXY protocol, version 2: the values by their
     * types (§2.2 there). Empty if there is nothing.
     */
    default Map<Integer, byte[]> proxyTlvs() {
        return Map.of();
    }

    /** What TLS agreed on, if the connection itself speaks it; null otherwise, also if only a proxy does. */
    default TlsInfo tls() {
        return null;
    }

    /** Whether it is protected by TLS, here or by a trusted proxy. */
    boolean secure();
}
