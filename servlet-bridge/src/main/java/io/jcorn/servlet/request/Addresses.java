package io.jcorn.servlet.request;

import io.jcorn.http.Authority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Hosts and ports as the Servlet API has them. A UNIX socket has neither: its host is the empty string, its port 0.
 */
final class Addresses {
    private Addresses() {}

    /** The IP address in text, an IPv6 one without brackets and scope. Never looks up a name. */
    static String host(SocketAddress address) {
        InetAddress ip = address instanceof InetSocketAddress inet ? inet.getAddress() : null;
        if (ip == null) {
            return "";
        }
        String text = ip.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    static int port(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
    }

    /**
     * The host of {@code host[:port]}, an IPv6 address with its brackets; that of {@code local} where there is none.
     *
     * @param authority null or "" where the client named none
     */
    static String serverName(String authority, SocketAddress local) {
        if (authority == null || authority.isEmpty()) {
            String host = host(local);
            if (host.isEmpty()) {
                return "localhost";
            }
            return host.indexOf(':') < 0 ? host : "[" + host + "]";
        }
        return Authority.host(authority);
    }

    /** The port of {@code host[:port]}; the scheme's where it names none; that of {@code local} without an authority. */
    static int serverPort(String authority, String scheme, SocketAddress local) {
        if (authority == null || authority.isEmpty()) {
            int port = port(local);
            return port > 0 ? port : defaultPort(scheme);
        }
        int port = Authority.port(authority);
        return port < 0 ? defaultPort(scheme) : port;
    }

    static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }
}
