package io.jcorn.http;

import java.nio.charset.StandardCharsets;

/**
 * {@code uri-host [ ":" port ]}: the Host field (RFC 9110 §7.2) and a target's authority (RFC 3986 §3.2).
 *
 * <p>Userinfo is refused (RFC 9110 §4.2.4), and so is a port without a host (§4.2.1).
 */
public final class Authority {
    private static final int MAX_PORT = 65535;

    private Authority() {}

    /** Whether {@code text} is an authority such as {@code host:port}. */
    public static boolean isValid(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return isValid(bytes, 0, bytes.length);
    }

    /** The port of a valid authority; -1 if it names none. */
    public static int port(String authority) {
        int colon = portColon(authority);
        return colon < 0 || colon == authority.length() - 1
                ? -1
                : Integer.parseInt(authority, colon + 1, authority.length(), 10);
    }

    /** The host of a valid authority, an IPv6 address with its brackets. */
    public static String host(String authority) {
        int colon = portColon(authority);
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    private static int portColon(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon >= 0 && authority.indexOf(']', colon) < 0 ? colon : -1;
    }

    static boolean isValid(byte[] bytes, int start, int end) {
        int hostEnd =
                start < end && bytes[start] == '[' ? IpLiteral.end(bytes, start, end) : regNameEnd(bytes, start, end);
        return hostEnd > start && (hostEnd == end || (bytes[hostEnd] == ':' && isPort(bytes, hostEnd + 1, end)));
    }

    /** Whether a valid authority has a port that is not empty. */
    static boolean hasPort(byte[] bytes, int start, int end) {
        int at = end;
        while (at > start && CharTables.isDigit(bytes[at - 1])) {
            at--;
        }
        return at < end && at > start && bytes[at - 1] == ':';
    }

    private static int regNameEnd(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            if (CharTables.isRegName(bytes[at])) {
                at++;
            } else if (isPctEncoded(bytes, at, end)) {
                at += 3;
            } else {
                break;
            }
        }
        return at;
    }

    private static boolean isPctEncoded(byte[] bytes, int at, int end) {
        return bytes[at] == '%'
                && at + 2 < end
                && CharTables.hexDigit(bytes[at + 1]) >= 0
                && CharTables.hexDigit(bytes[at + 2]) >= 0;
    }

    /** {@code *DIGIT} (RFC 3986 §3.2.3): also none, but no number that can't be a port. */
    private static boolean isPort(byte[] bytes, int start, int end) {
        int port = 0;
        for (int i = start; i < end; i++) {
            if (!CharTables.isDigit(bytes[i])) {
                return false;
            }
            port = 10 * port + bytes[i] - '0';
            if (port > MAX_PORT) {
                return false;
            }
        }
        return true;
    }
}
