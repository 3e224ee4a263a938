package io.jcorn.proxy;

import java.net.InetSocketAddress;
import java.util.Map;

/**
 * What a header of the PROXY protocol tells of a connection.
 *
 * @param source the client's address; null if the connection is the proxy's own, or the proxy doesn't know
 * @param destination that the client called; null with {@code source}
 * @param secure whether the client speaks TLS with the proxy (version 2 alone tells it)
 * @param tlvs what else the proxy tells, by type (version 2, §2.2)
 * @param length bytes of the header
 */
public record ProxyHeader(
        InetSocketAddress source,
        InetSocketAddress destination,
        boolean secure,
        Map<Integer, byte[]> tlvs,
        int length) {
    /** Of a connection whose client it doesn't tell. */
    static ProxyHeader ofNobody(int length) {
        return new ProxyHeader(null, null, false, Map.of(), length);
    }
}
