package io.jcorn.servlet.field;

import java.nio.charset.StandardCharsets;

/** Text made fit for a URI (RFC 3986 §2): percent-encoded as UTF-8 where it must be. */
public final class UriText {
    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    /** What stands for itself in a path: RFC 3986's pchar and the slash; not ";", which would begin a parameter. */
    private static final boolean[] PATH = Tokens.table(UNRESERVED + "!$&'()*+,=:@/");
    /** What stands for itself in a whole URI reference that may be encoded already. */
    private static final boolean[] REFERENCE = Tokens.table(UNRESERVED + "!$&'()*+,;=:@/?#[]%|");

    private UriText() {}

    /** A decoded path, encoded. The same string where nothing needs to be. */
    public static String encodePath(String path) {
        return encode(path, PATH);
    }

    /** A URI reference with the characters encoded that no URI may hold; what is encoded already stays. */
    public static String encodeReference(String reference) {
        return encode(reference, REFERENCE);
    }

    private static String encode(String text, boolean[] plain) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 || !plain[c]) {
                return encodeBytes(text.getBytes(StandardCharsets.UTF_8), plain);
            }
        }
        return text;
    }

    private static String encodeBytes(byte[] bytes, boolean[] plain) {
        StringBuilder encoded = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (b >= 0 && plain[b]) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(hex(b >> 4)).append(hex(b));
            }
        }
        return encoded.toString();
    }

    private static char hex(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble & 15, 16));
    }
}
