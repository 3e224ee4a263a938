package io.jcorn.http;

import java.nio.charset.StandardCharsets;

/** {@code #token}: comma-separated lists of case-insensitive tokens such as Connection's (RFC 9110 §5.6.1). */
public final class TokenList {
    private TokenList() {}

    /** Whether {@code list} has {@code token} as an element. Empty elements are passed over, as §5.6.1.2 asks. */
    public static boolean contains(String list, String token) {
        byte[] bytes = list.getBytes(StandardCharsets.ISO_8859_1);
        return contains(bytes, 0, bytes.length, token);
    }

    static boolean contains(byte[] bytes, int start, int end, String token) {
        for (int at = start; at < end; ) {
            at = elementStart(bytes, at, end);
            int elementEnd = elementEnd(bytes, at, end);
            if (is(bytes, at, elementEnd, token)) {
                return true;
            }
            at = comma(bytes, elementEnd, end);
        }
        return false;
    }

    /** The first byte at or behind {@code at} that is neither white space nor a comma; {@code end} if there is none. */
    static int elementStart(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && (bytes[i] == ',' || CharTables.isWhitespace(bytes[i]))) {
            i++;
        }
        return i;
    }

    /** Where the element that starts at {@code at} ends, without trailing white space. */
    static int elementEnd(byte[] bytes, int at, int end) {
        int i = comma(bytes, at, end);
        while (i > at && CharTables.isWhitespace(bytes[i - 1])) {
            i--;
        }
        return i;
    }

    /** Whether the bytes are that token; {@code lower} in lower case. */
    static boolean is(byte[] bytes, int start, int end, String lower) {
        if (end - start != lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            if (lower(bytes[start + i]) != lower(lower.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    private static int comma(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && bytes[i] != ',') {
            i++;
        }
        return i;
    }
}
