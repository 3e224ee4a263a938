package io.jcorn.servlet.field;

/** Character classes of fields (RFC 9110 §5.6.2). */
public final class Tokens {
    private static final boolean[] TCHAR =
            table("!#$%&'*+-.^_`|~0123456789" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private Tokens() {}

    static boolean isTokenCharacter(char c) {
        return c < 128 && TCHAR[c];
    }

    public static boolean isToken(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (!isTokenCharacter(s.charAt(i))) {
                return false;
            }
        }
        return !s.isEmpty();
    }

    static boolean isControl(char c) {
        return c < ' ' && c != '\t' || c == 0x7f;
    }

    static boolean[] table(String characters) {
        boolean[] table = new boolean[128];
        for (int i = 0; i < characters.length(); i++) {
            table[characters.charAt(i)] = true;
        }
        return table;
    }
}
