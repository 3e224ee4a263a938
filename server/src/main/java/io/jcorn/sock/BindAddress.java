package io.jcorn.sock;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Where to listen, as {@code --bind} takes it: {@code HOST}, {@code HOST:PORT}, {@code :PORT}, {@code [V6]:PORT}, any of
 * them after {@code tcp://}; {@code unix:PATH} or {@code unix://PATH}; {@code fd://N} for a socket that somebody else bound.
 *
 * <p>{@link #parse} reads what {@code toString} writes.
 */
public sealed interface BindAddress {
    String ANY_HOST = "0.0.0.0";
    int DEFAULT_PORT = 8000;
    int MAX_PORT = 65535;

    /**
     * A TCP address.
     *
     * @param host a name or a numeric address, IPv6 without brackets
     * @param port 0 lets the kernel choose
     */
    record Tcp(String host, int port) implements BindAddress {
        public Tcp {
            if (host.isEmpty()) {
                throw new IllegalArgumentException("a bind address needs a host");
            }
            if (port < 0 || port > MAX_PORT) {
                throw new IllegalArgumentException("port " + port + " is not within 0.." + MAX_PORT);
            }
        }

        public boolean isIpv6() {
            return host.indexOf(':') >= 0;
        }

        @Override
        public String toString() {
            return isIpv6() ? "[" + host + "]:" + port : host + ":" + port;
        }
    }

    /** A UNIX domain socket. */
    record Unix(Path path) implements BindAddress {
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /** A listening socket that this process inherited under descriptor {@code fd}. */
    record Fd(int fd) implements BindAddress {
        public Fd {
            if (fd < 0) {
                throw new IllegalArgumentException("fd://" + fd + ": a descriptor is not negative");
            }
        }

        @Override
        public String toString() {
            return "fd://" + fd;
        }
    }

    /** Throws {@link IllegalArgumentException} with a sentence for the operator. */
    static BindAddress parse(String text) {
        String address = text.strip();
        if (address.startsWith("unix:")) {
            return unix(text, address.substring("unix:".length()));
        }
        if (address.startsWith("fd://")) {
            return new Fd(number(text, address.substring("fd://".length()), "a descriptor number"));
        }
        if (address.startsWith("tcp://")) {
            return tcp(text, address.substring("tcp://".length()));
        }
        if (address.contains("://")) {
            throw invalid(text, "its scheme is not one of tcp://, unix://, fd://");
        }
        return tcp(text, address);
    }

    private static BindAddress unix(String text, String rest) {
        String path = rest.startsWith("//") ? rest.substring(2) : rest;
        if (path.isEmpty()) {
            throw invalid(text, "a path must follow unix:");
        }
        return new Unix(Path.of(path));
    }

    private static BindAddress tcp(String text, String rest) {
        if (rest.startsWith("[")) {
            return bracketed(text, rest);
        }
        int colon = rest.indexOf(':');
        if (colon < 0) {
            return new Tcp(hostAlone(text, rest), DEFAULT_PORT);
        }
        if (colon != rest.lastIndexOf(':')) {
            throw invalid(text, "an IPv6 address stands in brackets, such as [::1]:8000");
        }
        String host = rest.substring(0, colon);
        return new Tcp(host.isEmpty() ? ANY_HOST : lowerCase(host), port(text, rest.substring(colon + 1)));
    }

    private static BindAddress bracketed(String text, String rest) {
        int end = rest.indexOf(']');
        if (end < 0) {
            throw invalid(text, "the bracket of the IPv6 address is not closed");
        }
        String host = lowerCase(rest.substring(1, end));
        if (host.indexOf(':') < 0) {
            throw invalid(text, "brackets are for IPv6 addresses, such as [::1]:8000");
        }
        String after = rest.substring(end + 1);
        if (after.isEmpty()) {
            return new Tcp(host, DEFAULT_PORT);
        }
        if (!after.startsWith(":")) {
            throw invalid(text, "only :PORT may follow the bracket");
        }
        return new Tcp(host, port(text, after.substring(1)));
    }

    private static String hostAlone(String text, String host) {
        if (host.isEmpty()) {
            return ANY_HOST;
        }
        if (host.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalid(text, "for a port write :" + host + " or 127.0.0.1:" + host);
        }
        return lowerCase(host);
    }

    private static int port(String text, String digits) {
        int port = number(text, digits, "a port");
        if (port > MAX_PORT) {
            throw invalid(text, "a port is at most " + MAX_PORT);
        }
        return port;
    }

    private static int number(String text, String digits, String what) {
        boolean plain =
                !digits.isEmpty() && digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!plain) {
            throw invalid(text, "'" + digits + "' is not " + what);
        }
        return Integer.parseInt(digits);
    }

    private static String lowerCase(String host) {
        return host.toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException invalid(String text, String why) {
        return new IllegalArgumentException("cannot listen at '" + text + "': " + why);
    }
}
