package io.jcorn.proxy;

import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.sock.BindAddress;
import io.jcorn.sock.NumericAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Version 1 of the PROXY protocol (§2.1): {@code PROXY TCP4 192.0.2.1 198.51.100.1 56324 443}, CRLF. */
final class ProxyLine {
    /** The longest there may be, with its CRLF. */
    private static final int MAX_BYTES = 107;

    private static final int FIELDS = 6;

    private ProxyLine() {}

    static ProxyHeader parse(byte[] bytes, int start, int end) throws HttpException {
        int limit = Math.min(end, start + MAX_BYTES);
        for (int i = start; i < limit; i++) {
            if (bytes[i] == '\n') {
                if (bytes[i - 1] != '\r') {
                    throw invalid("LF without CR");
                }
                return parse(new String(bytes, start, i - 1 - start, StandardCharsets.ISO_8859_1), i + 1 - start);
            }
        }
        if (limit == start + MAX_BYTES) {
            throw invalid("longer than " + MAX_BYTES + " bytes");
        }
        return null;
    }

    private static ProxyHeader parse(String line, int length) throws HttpException {
        String[] fields = line.split(" ", -1);
        if (fields[1].equals("UNKNOWN")) {
            return ProxyHeader.ofNobody(length); // whatever follows is to be ignored
        }
        boolean v6 = fields[1].equals("TCP6");
        if (!v6 && !fields[1].equals("TCP4")) {
            throw invalid("its protocol is not one of TCP4, TCP6, UNKNOWN");
        }
        if (fields.length != FIELDS) {
            throw invalid("it has " + fields.length + " words, not " + FIELDS);
        }
        return new ProxyHeader(
                new InetSocketAddress(address(fields[2], v6), port(fields[4])),
                new InetSocketAddress(address(fields[3], v6), port(fields[5])),
                false,
                Map.of(),
                length);
    }

    private static InetAddress address(String text, boolean v6) throws HttpException {
        InetAddress address = (text.indexOf(':') >= 0) == v6 ? NumericAddress.parse(text) : null;
        if (address == null) {
            throw invalid("an invalid address");
        }
        return address;
    }

    private static int port(String text) throws HttpException {
        boolean canonical = text.matches("0|[1-9]\\d{0,4}");
        if (!canonical || Integer.parseInt(text) > BindAddress.MAX_PORT) {
            throw invalid("an invalid port");
        }
        return Integer.parseInt(text);
    }

    private static HttpException invalid(String what) {
        return new HttpException(HttpError.BAD_PROXY_HEADER, "PROXY line: " + what);
    }
}
