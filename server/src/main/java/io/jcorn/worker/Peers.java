package io.jcorn.worker;

import io.jcorn.app.ConnectionInfo;
import io.jcorn.proxy.ProxyHeader;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/** The two ends of a connection, for applications and logs; those that the PROXY protocol told, if it did. Any thread. */
final class Peers implements ConnectionInfo {
    private final long id;
    private final SocketChannel channel;
    /** Set before the first request; null if the socket's own ends are the client's and ours. */
    private volatile ProxyHeader proxied;

    Peers(long id, SocketChannel channel) {
        this.id = id;
        this.channel = channel;
    }

    /** A proxy has told whom it serves. */
    void proxied(ProxyHeader header) {
        proxied = header.source() == null ? null : header;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public SocketAddress remoteAddress() {
        try {
            return proxied == null ? channel.getRemoteAddress() : proxied.source();
        } catch (IOException e) {
            return null; // closed
        }
    }

    @Override
    public SocketAddress localAddress() {
        try {
            return proxied == null ? channel.getLocalAddress() : proxied.destination();
        } catch (IOException e) {
            return null; // closed
        }
    }

    @Override
    public boolean secure() {
        return proxied != null && proxied.secure();
    }

    /** The remote address, for logs. */
    @Override
    public String toString() {
        return String.valueOf(remoteAddress());
    }
}
