package io.jcorn.worker;

import io.jcorn.app.ConnectionInfo;
import io.jcorn.app.TlsInfo;
import io.jcorn.proxy.Forwarded;
import java.net.SocketAddress;
import java.util.Map;

/** A connection as the client behind trusted proxies sees it, for one request. What they don't tell is the peer's. */
record ForwardedClient(Peers peers, Forwarded forwarded) implements ConnectionInfo {
    @Override
    public long id() {
        return peers.id();
    }

    @Override
    public SocketAddress remoteAddress() {
        return forwarded.client() == null ? peers.remoteAddress() : forwarded.client();
    }

    @Override
    public SocketAddress localAddress() {
        return peers.localAddress();
    }

    @Override
    public TlsInfo tls() {
        return peers.tls();
    }

    @Override
    public String authority() {
        return forwarded.authority();
    }

    @Override
    public int serverPort() {
        return forwarded.port() == null ? 0 : forwarded.port();
    }

    @Override
    public String prefix() {
        return forwarded.prefix();
    }

    @Override
    public Map<Integer, byte[]> proxyTlvs() {
        return peers.proxyTlvs();
    }

    @Override
    public boolean secure() {
        return forwarded.secure() == null ? peers.secure() : forwarded.secure();
    }
}
