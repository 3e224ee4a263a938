package io.jcorn.sock;

import java.nio.file.Path;

/**
 * An address to listen on, as gunicorn's {@code --bind} has it: {@code HOST}, {@code HOST:PORT}, {@code [v6]:PORT},
 * {@code unix:PATH}, {@code fd://N}. Its text parses to itself.
 */
public sealed interface BindAddress {
    /** The port of an address that names none. */
    int DEFAULT_PORT = 8000;

    /** A TCP address; {@code host} is a name or a literal without brackets. */
    record Tcp(String host, int port) implements BindAddress {
        @Override
        public String toString() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** A UNIX domain socket. */
    record Unix(Path path) implements BindAddress {
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /** A listening socket that the arbiter inherits, such as from systemd. */
    record Fd(int fd) implements BindAddress {
        @Override
        public String toString() {
            return "fd://" + fd;
        }
    }

    /** @throws IllegalArgumentException telling what is wrong and what would be right */
    static BindAddress parse(String text) {
        if (text.startsWith("unix:")) {
            String path = text.substring(text.startsWith("unix://") ? 7 : 5);
            if (path.isEmpty()) {
                throw new IllegalArgumentException("'" + text + "' names no socket; give unix:PATH");
            }
            return new Unix(Path.of(path));
        }
        if (text.startsWith("fd://")) {
            return new Fd(number(text, text.substring(5), Integer.MAX_VALUE, "a descriptor such as fd://3"));
        }
        return tcp(text, text.startsWith("tcp://") ? text.substring(6) : text);
    }

    private static Tcp tcp(String text, String address) {
        int bracket = address.lastIndexOf(']');
        int colon = address.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? address : address.substring(0, colon);
        if (colon >= 0 && address.indexOf(':', colon + 1) >= 0) {
            throw new IllegalArgumentException("'" + text + "' has several colons; give an IPv6 address as [::1]:8000");
        }
        if (host.startsWith("[")) {
            if (!host.endsWith("]")) {
                throw new IllegalArgumentException("'" + text + "' is no address; give an IPv6 address as [::1]:8000");
            }
            host = host.substring(1, host.length() - 1);
        }
        int port = colon < 0
                ? DEFAULT_PORT
                : number(text, address.substring(colon + 1), 65_535, "HOST:PORT with a port from 0 to 65535");
        return new Tcp(host.isEmpty() ? "0.0.0.0" : host, port);
    }

    private static int number(String text, String digits, int max, String right) {
        try {
            int value = Integer.parseInt(digits);
            if (value >= 0 && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + text + "' is no address to listen on; give " + right);
    }
}
