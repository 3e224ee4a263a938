package io.jcorn.proxy;

import java.net.InetSocketAddress;

/**
 * What a header of the PROXY protocol tells of a connection.
 *
 * @param source the client's address; null if the connection is the proxy's own, or the proxy doesn't know
 * @param destination that the client called; null with {@code source}
 * @param secure whether the client speaks TLS with the proxy (version 2 alone tells it)
 * @param length bytes of the header
 */
public record ProxyHeader(InetSocketAddress source, InetSocketAddress destination, boolean secure, int length) {}
