package io.jcorn.http;

import java.nio.charset.StandardCharsets;

/** The methods of RFC 9110 §9.3 and RFC 5789 as constants, so that the usual ones cost no allocation. */
final class Methods {
    private Methods() {}

    /** The method those bytes spell: a constant where it is a known one. Methods are case-sensitive. */
    static String method(byte[] bytes, int start, int end) {
        String known = switch (end - start) {
            case 3 -> bytes[start] == 'G' ? "GET" : "PUT";
            case 4 -> bytes[start] == 'P' ? "POST" : "HEAD";
            case 5 -> bytes[start] == 'P' ? "PATCH" : "TRACE";
            case 6 -> "DELETE";
            case 7 -> bytes[start] == 'O' ? "OPTIONS" : "CONNECT";
            default -> "";
        };
        return matches(known, bytes, start, end)
                ? known
                : new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean matches(String known, byte[] bytes, int start, int end) {
        if (known.length() != end - start) {
            return false;
        }
        for (int i = 0; i < known.length(); i++) {
            if (bytes[start + i] != known.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
