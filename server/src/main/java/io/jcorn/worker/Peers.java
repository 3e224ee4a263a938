package io.jcorn.worker;

import io.jcorn.app.ConnectionInfo;
import io.jcorn.app.TlsInfo;
import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.proxy.ProxyHeader;
import io.jcorn.relay.RelayHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import javax.net.ssl.SSLEngine;

/** The two ends of a connection, for applications and logs; those that the PROXY protocol or another worker told, if it did. Any thread. */
final class Peers implements ConnectionInfo {
    private final long id;
    private final SocketChannel channel;
    private final TlsConnection tls;
    /** Set before the first request; null if the socket's own ends are the client's and ours. */
    private volatile ProxyHeader proxied;
    /** Told with each request by the worker that hands it over; null if the client is connected to this one. */
    private volatile RelayHeader relayed;

    private final AddressCounts counts;
    /** What was counted; null if nothing was. */
    private volatile InetAddress counted;

    /**
     * The ends of a new connection.
     *
     * @param engine null without TLS
     * @param counts null if nobody counts
     */
    Peers(long id, SocketChannel channel, SSLEngine engine, AddressCounts counts) {
        this.id = id;
        this.counts = counts;
        this.channel = channel;
        this.tls = engine == null ? null : new TlsConnection(engine);
    }

    /**
     * A proxy has told whom it serves.
     *
     * @throws HttpException if that one has too many connections already
     */
    void proxied(ProxyHeader header) throws HttpException {
        proxied = header.source() == null ? null : header;
        if (proxied != null && !enter()) {
            throw new HttpException(HttpError.TOO_MANY_CONNECTIONS);
        }
    }

    /** Another worker has told with whom it is connected. */
    void relayed(RelayHeader header) {
        relayed = header;
    }

    /** Whether the response has to end the client's connection with the worker that has handed the request over. */
    boolean isLastOfRelayed() {
        return relayed.last();
    }

    /** Counts the connection for the client's address; false if that has too many. Before the first request. */
    boolean enter() {
        if (counts == null || !(remoteAddress() instanceof InetSocketAddress client)) {
            return true;
        }
        counted = client.getAddress();
        return counts.enter(counted);
    }

    /** The connection is closed; once. */
    void leave() {
        InetAddress address = counted;
        if (address != null) {
            counts.leave(address);
        }
    }

    @Override
    public long id() {
        return relayed == null ? id : relayed.id();
    }

    @Override
    public SocketAddress remoteAddress() {
        if (relayed != null) {
            return relayed.remoteAddress();
        }
        try {
            return proxied == null ? channel.getRemoteAddress() : proxied.source();
        } catch (IOException e) {
            return null; // closed
        }
    }

    @Override
    public SocketAddress localAddress() {
        if (relayed != null) {
            return relayed.localAddress();
        }
        try {
            return proxied == null ? channel.getLocalAddress() : proxied.destination();
        } catch (IOException e) {
            return null; // closed
        }
    }

    @Override
    public Map<Integer, byte[]> proxyTlvs() {
        if (relayed != null) {
            return relayed.proxyTlvs();
        }
        return proxied == null ? Map.of() : proxied.tlvs();
    }

    @Override
    public boolean secure() {
        if (relayed != null) {
            return relayed.secure();
        }
        return tls != null || proxied != null && proxied.secure();
    }

    @Override
    public TlsInfo tls() {
        return relayed == null ? tls : relayed.tls();
    }

    /** The remote address, for logs. */
    @Override
    public String toString() {
        return String.valueOf(remoteAddress());
    }
}
