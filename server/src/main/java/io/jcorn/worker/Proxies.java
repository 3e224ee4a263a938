package io.jcorn.worker;

import io.jcorn.app.ConnectionInfo;
import io.jcorn.config.Config;
import io.jcorn.config.ProxyProtocol;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import io.jcorn.proxy.Forwarded;
import io.jcorn.proxy.ForwardedReader;
import io.jcorn.proxy.ProxyHeaderParser;
import io.jcorn.sock.TrustedPeers;

/**
 * Whom the worker believes about the clients behind.
 *
 * @param forwarding whose Forwarded and X-Forwarded fields count
 * @param parser of the PROXY protocol; null if it is off
 * @param speaking who begins connections by the PROXY protocol
 */
record Proxies(TrustedPeers forwarding, ProxyHeaderParser parser, TrustedPeers speaking) {
    static Proxies of(Config config) {
        ProxyProtocol protocol = config.proxyProtocol();
        boolean any = protocol == ProxyProtocol.AUTO;
        ProxyHeaderParser parser = protocol == ProxyProtocol.OFF
                ? null
                : new ProxyHeaderParser(any || protocol == ProxyProtocol.V1, any || protocol == ProxyProtocol.V2);
        return new Proxies(config.forwardedAllowIps(), parser, config.proxyAllowFrom());
    }

    /** Whether a peer's connections are those of others, who are told later if at all. */
    boolean isProxy(Peers peers) {
        return forwarding.contains(peers.remoteAddress()) || parser != null && speaking.contains(peers.remoteAddress());
    }

    /** What a connection has to begin with; null if with nothing. */
    Preface preface(Peers peers) {
        return parser == null ? null : new ProxyPreface(parser, speaking.contains(peers.remoteAddress()), peers);
    }

    /**
     * The client as proxies tell it, if the peer is one whose word counts; else the peer.
     *
     * @throws HttpException if they contradict themselves
     */
    ConnectionInfo client(Peers peers, RequestHead head) throws HttpException {
        if (!head.isMaybeForwarded() || !forwarding.contains(peers.remoteAddress())) {
            return peers;
        }
        Forwarded forwarded = ForwardedReader.read(head, forwarding);
        return new ForwardedClient(peers, forwarded);
    }
}
