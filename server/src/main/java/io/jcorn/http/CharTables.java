package io.jcorn.http;

/**
 * Character classes named after the RFCs' productions, indexed by an unsigned byte.
 *
 * <p>Tables rather than comparisons: one load decides, and a parser's loop stays free of branches that depend on data.
 */
final class CharTables {
    static final byte HTAB = '\t';
    static final byte LF = '\n';
    static final byte CR = '\r';
    static final byte SP = ' ';

    private static final String ALPHA = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGIT = "0123456789";

    /** RFC 9110 §5.6.2: what methods, field names and other tokens are made of. */
    private static final boolean[] TCHAR = of(ALPHA + DIGIT + "!#$%&'*+-.^_`|~");

    /** RFC 9110 §5.5: field-vchar (VCHAR and obs-text) and the white space that may stand between. */
    private static final boolean[] FIELD_CONTENT = fieldContent();

    /** RFC 3986 §3.2.2 reg-name without pct-encoded: unreserved and sub-delims. */
    private static final boolean[] REG_NAME = of(ALPHA + DIGIT + "-._~!$&'()*+,;=");

    /** RFC 3986 §3.1: what a scheme goes on with. */
    private static final boolean[] SCHEME = of(ALPHA + DIGIT + "+-.");

    /** The value of a HEXDIG (RFC 5234 B.1), lower case too; -1 for anything else. */
    private static final byte[] HEXDIG = hexdig();

    private CharTables() {}

    static boolean isTchar(byte b) {
        return TCHAR[b & 0xff];
    }

    static boolean isFieldContent(byte b) {
        return FIELD_CONTENT[b & 0xff];
    }

    static boolean isRegName(byte b) {
        return REG_NAME[b & 0xff];
    }

    static boolean isScheme(byte b) {
        return SCHEME[b & 0xff];
    }

    static boolean isAlpha(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** RFC 9110 §5.6.3: what OWS, RWS and BWS are made of. */
    static boolean isWhitespace(byte b) {
        return b == SP || b == HTAB;
    }

    static int hexDigit(byte b) {
        return HEXDIG[b & 0xff];
    }

    /** Whether {@code s} is a token; for names that come as strings. */
    static boolean isToken(String s) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c > 0xff || !TCHAR[c]) {
                return false;
            }
        }
        return !s.isEmpty();
    }

    /** Whether {@code c} may stand in a field value as it is: no control character but HTAB, nothing beyond ISO-8859-1. */
    static boolean isFieldContent(char c) {
        return c <= 0xff && FIELD_CONTENT[c];
    }

    private static boolean[] of(String members) {
        boolean[] table = new boolean[256];
        members.chars().forEach(c -> table[c] = true);
        return table;
    }

    private static boolean[] fieldContent() {
        boolean[] table = new boolean[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = i == HTAB || (i >= SP && i != 0x7f);
        }
        return table;
    }

    private static byte[] hexdig() {
        byte[] table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) (i < 0x80 ? Character.digit(i, 16) : -1);
        }
        return table;
    }
}
