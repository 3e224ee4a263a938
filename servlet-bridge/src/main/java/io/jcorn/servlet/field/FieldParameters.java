package io.jcorn.servlet.field;

/** The parameters behind a field's value, {@code ; name=token} or {@code ; name="quoted"} (RFC 9110 §5.6.6). */
public final class FieldParameters {
    private final String value;
    private int at;
    private int nameStart;
    private int nameEnd;
    private int valueStart;
    private int valueEnd;
    private boolean quoted;

    private FieldParameters(String value) {
        this.value = value;
        this.at = value.indexOf(';');
    }

    /** The value of the first parameter of that name, in any case, unquoted; null where there is none. */
    public static String find(String value, String name) {
        FieldParameters parameters = new FieldParameters(value);
        while (parameters.next()) {
            if (parameters.isNamed(name)) {
                return parameters.unquoted();
            }
        }
        return null;
    }

    /** {@code value} without its parameters of that name, in the spelling it had otherwise. */
    static String without(String value, String name) {
        FieldParameters parameters = new FieldParameters(value);
        int semicolon = parameters.at;
        while (parameters.next()) {
            if (parameters.isNamed(name)) {
                String rest = parameters.at < 0 ? "" : value.substring(parameters.at);
                return without(trimEnd(value.substring(0, semicolon)) + rest, name);
            }
            semicolon = parameters.at;
        }
        return value;
    }

    private static String trimEnd(String s) {
        int end = s.length();
        while (end > 0 && s.charAt(end - 1) <= ' ') {
            end--;
        }
        return s.substring(0, end);
    }

    private boolean isNamed(String name) {
        return nameEnd - nameStart == name.length() && value.regionMatches(true, nameStart, name, 0, name.length());
    }

    /** Goes to the next parameter; {@link #at} then is the semicolon behind it, or -1. */
    private boolean next() {
        if (at < 0) {
            return false;
        }
        int length = value.length();
        int i = skipSpace(at + 1);
        nameStart = i;
        while (i < length && value.charAt(i) != '=' && value.charAt(i) != ';') {
            i++;
        }
        nameEnd = backOverSpace(nameStart, i);
        valueStart = valueEnd = i;
        quoted = false;
        if (i < length && value.charAt(i) == '=') {
            i = skipSpace(i + 1);
            quoted = i < length && value.charAt(i) == '"';
            i = quoted ? quotedValue(i + 1) : tokenValue(i);
        }
        at = i < length ? value.indexOf(';', i) : -1;
        return true;
    }

    private int quotedValue(int start) {
        int i = start;
        while (i < value.length() && value.charAt(i) != '"') {
            i += isEscape(i) ? 2 : 1;
        }
        valueStart = start;
        valueEnd = Math.min(i, value.length());
        return i + 1;
    }

    private int tokenValue(int start) {
        int end = value.indexOf(';', start);
        end = end < 0 ? value.length() : end;
        valueStart = start;
        valueEnd = backOverSpace(start, end);
        return end;
    }

    /** Old browsers send {@code filename="C:\dir\file"} unescaped, so only what must be escaped counts as escaped. */
    private boolean isEscape(int i) {
        return value.charAt(i) == '\\'
                && i + 1 < value.length()
                && (value.charAt(i + 1) == '"' || value.charAt(i + 1) == '\\');
    }

    private String unquoted() {
        if (!quoted || value.indexOf('\\', valueStart) < 0) {
            return value.substring(valueStart, valueEnd);
        }
        StringBuilder unquoted = new StringBuilder(valueEnd - valueStart);
        for (int i = valueStart; i < valueEnd; i++) {
            if (isEscape(i)) {
                i++;
            }
            unquoted.append(value.charAt(i));
        }
        return unquoted.toString();
    }

    private int skipSpace(int i) {
        while (i < value.length() && (value.charAt(i) == ' ' || value.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    private int backOverSpace(int start, int end) {
        int i = end;
        while (i > start && (value.charAt(i - 1) == ' ' || value.charAt(i - 1) == '\t')) {
            i--;
        }
        return i;
    }
}
