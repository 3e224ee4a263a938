package io.jcorn.http;

/** {@code "[" ( IPv6address / IPvFuture ) "]"} (RFC 3986 §3.2.2). Zone identifiers have no place in a request. */
final class IpLiteral {
    private static final int GROUPS = 8;
    private static final int GROUPS_OF_IPV4 = 2;

    private IpLiteral() {}

    /** Where the literal that starts at {@code start} with its bracket ends; {@code start} if it is none. */
    static int end(byte[] bytes, int start, int end) {
        int close = start;
        while (close < end && bytes[close] != ']') {
            close++;
        }
        if (close == end || close == start + 1) {
            return start;
        }
        boolean valid = (bytes[start + 1] | 0x20) == 'v'
                ? isIpvFuture(bytes, start + 2, close)
                : isIpv6(bytes, start + 1, close);
        return valid ? close + 1 : start;
    }

    /** Groups of up to four digits, eight of them, or fewer and one {@code ::}; the last two may be an IPv4 address. */
    private static boolean isIpv6(byte[] bytes, int start, int end) {
        int groups = 0;
        boolean elided = false;
        int at = start;
        while (at < end) {
            if (bytes[at] == ':') {
                // "::", the only place where a colon may start; a single one is passed behind its group
                if (elided || at + 1 == end || bytes[at + 1] != ':') {
                    return false;
                }
                elided = true;
                at += 2;
                continue;
            }
            int groupEnd = groupEnd(bytes, at, end);
            if (groupEnd < end && bytes[groupEnd] == '.') {
                groups += GROUPS_OF_IPV4;
                return isIpv4(bytes, at, end) && (elided ? groups < GROUPS : groups == GROUPS);
            }
            if (groupEnd == at || groupEnd - at > 4) {
                return false;
            }
            groups++;
            at = groupEnd;
            if (at < end && bytes[at] == ':' && !(at + 1 < end && bytes[at + 1] == ':')) {
                at++;
                if (at == end) {
                    return false;
                }
            } else if (at < end && bytes[at] != ':') {
                return false;
            }
        }
        return elided ? groups < GROUPS : groups == GROUPS;
    }

    private static int groupEnd(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && CharTables.hexDigit(bytes[at]) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean isIpv4(byte[] bytes, int start, int end) {
        int octets = 0;
        int at = start;
        while (at < end) {
            int octet = 0;
            int octetStart = at;
            while (at < end && CharTables.isDigit(bytes[at]) && octet <= 255) {
                octet = 10 * octet + bytes[at++] - '0';
            }
            if (at == octetStart || octet > 255) {
                return false;
            }
            octets++;
            if (at < end && (bytes[at++] != '.' || at == end)) {
                return false;
            }
        }
        return octets == 4;
    }

    private static boolean isIpvFuture(byte[] bytes, int start, int end) {
        int dot = groupEnd(bytes, start, end);
        if (dot == start || dot + 1 >= end || bytes[dot] != '.') {
            return false;
        }
        for (int i = dot + 1; i < end; i++) {
            if (!CharTables.isRegName(bytes[i]) && bytes[i] != ':') {
                return false;
            }
        }
        return true;
    }
}
