package io.jcorn.app;

import java.net.SocketAddress;

/** The connection that a request came by. Immutable during an exchange. */
public interface ConnectionInfo {
    /** A number unique in this worker. */
    long id();

    /** The peer: an {@link java.net.InetSocketAddress}, or a {@link java.net.UnixDomainSocketAddress}. */
    SocketAddress remoteAddress();

    SocketAddress localAddress();

    /** Whether it is protected by TLS, here or by a trusted proxy. */
    boolean secure();
}
