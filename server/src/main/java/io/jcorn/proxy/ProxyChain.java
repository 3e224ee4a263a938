package io.jcorn.proxy;

import io.jcorn.http.HttpException;
import io.jcorn.sock.TrustedPeers;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * Which of the addresses that proxies have listed is the client's: from the right, where our own peer has written, as
 * long as each is a trusted proxy's. What is to the left of the last trusted one is whatever a client liked to send.
 *
 * @param client null if the list is empty, or its trusted part tells no address
 * @param index of the last trusted proxy's entry; -1 if the list is empty
 */
record ProxyChain(InetSocketAddress client, int index) {
    static ProxyChain of(List<String> nodes, TrustedPeers trusted) throws HttpException {
        InetSocketAddress client = null;
        int index = nodes.size();
        SocketAddress next = null;
        while (index > 0 && (next == null || trusted.contains(next))) {
            index--;
            InetSocketAddress node = nodes.get(index) == null ? null : ForwardedNode.parse(nodes.get(index));
            if (node == null) {
                break; // a proxy that doesn't tell whom it serves: nobody knows who stands behind
            }
            client = node;
            next = node;
        }
        return new ProxyChain(client, nodes.isEmpty() ? -1 : index);
    }
}
