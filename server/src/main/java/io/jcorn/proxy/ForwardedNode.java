package io.jcorn.proxy;

import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.sock.BindAddress;
import io.jcorn.sock.NumericAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** {@code node} of RFC 7239 §6, and an element of X-Forwarded-For, which has the same forms and IPv6 without brackets too. */
final class ForwardedNode {

    private ForwardedNode() {}

    /**
     * Its address; null if it is {@code unknown} or obfuscated.
     *
     * @throws HttpException if it is neither
     */
    static InetSocketAddress parse(String node) throws HttpException {
        if (node.equalsIgnoreCase("unknown") || node.startsWith("_")) {
            return null;
        }
        InetAddress plain = NumericAddress.parse(node);
        if (plain != null) {
            return new InetSocketAddress(plain, 0);
        }
        int hostEnd = node.startsWith("[") ? node.indexOf(']') + 1 : node.indexOf(':');
        boolean hasPort = hostEnd > 0 && hostEnd < node.length() && node.charAt(hostEnd) == ':';
        String host = hostEnd > 0 ? node.substring(0, hostEnd) : node;
        boolean bracketed = host.startsWith("[") && host.length() > 2;
        InetAddress address = NumericAddress.parse(bracketed ? host.substring(1, host.length() - 1) : host);
        if (address == null || hostEnd > 0 && hostEnd < node.length() && !hasPort) {
            throw new HttpException(HttpError.BAD_FORWARDED, "'" + node + "' is no address of a client");
        }
        return new InetSocketAddress(address, hasPort ? port(node, node.substring(hostEnd + 1)) : 0);
    }

    /** An obfuscated port (§6.3) is 0, none. */
    private static int port(String node, String text) throws HttpException {
        if (text.startsWith("_")) {
            return 0;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > BindAddress.MAX_PORT) {
            throw new HttpException(HttpError.BAD_FORWARDED, "'" + node + "' has an invalid port");
        }
        return Integer.parseInt(text);
    }
}
