package io.jcorn.servlet.security;

/** A text as a quoted-string of a field (RFC 9110 §5.6.4). */
final class QuotedString {
    private QuotedString() {}

    /** Control characters, which no field may hold, become blanks. */
    static String of(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') quoted.append('\\');
            quoted.append(c < ' ' || c == 0x7f ? ' ' : c);
        }
        return quoted.append('"').toString();
    }
}
