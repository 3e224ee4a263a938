package io.jcorn.servlet.field;

import jakarta.servlet.http.Cookie;
import java.util.List;

/**
 * The Cookie field (RFC 6265 §4.2.1): walks over its pairs without making strings of those that nobody asked for.
 *
 * <p>Quotes are part of a value, names that begin with $ are names like any other. A pair without "=" or whose name is
 * no token is passed over.
 */
public final class CookieField {
    private final String line;
    private int at;
    private int nameStart;
    private int nameEnd;
    private int valueStart;
    private int valueEnd;

    public CookieField(String line) {
        this.line = line;
    }

    /** Adds the cookies of a field line. */
    public static void parse(String line, List<Cookie> cookies) {
        CookieField field = new CookieField(line);
        while (field.next()) {
            cookies.add(new Cookie(field.line.substring(field.nameStart, field.nameEnd), field.value()));
        }
    }

    /** Goes to the next pair of that name; names are case-sensitive. @return whether there is one */
    public boolean next(String name) {
        while (next()) {
            if (nameEnd - nameStart == name.length() && line.startsWith(name, nameStart)) {
                return true;
            }
        }
        return false;
    }

    public String value() {
        return line.substring(valueStart, valueEnd);
    }

    private boolean next() {
        int length = line.length();
        while (at < length) {
            int semicolon = line.indexOf(';', at);
            int end = semicolon < 0 ? length : semicolon;
            int start = at;
            at = end + 1;
            if (pair(start, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean pair(int start, int end) {
        int from = start;
        while (from < end && isSpace(line.charAt(from))) {
            from++;
        }
        int equals = from;
        while (equals < end && Tokens.isTokenCharacter(line.charAt(equals))) {
            equals++;
        }
        if (equals == from || equals == end || line.charAt(equals) != '=') {
            return false;
        }
        nameStart = from;
        nameEnd = equals;
        valueStart = equals + 1;
        valueEnd = end;
        while (valueEnd > valueStart && isSpace(line.charAt(valueEnd - 1))) {
            valueEnd--;
        }
        while (valueStart < valueEnd && isSpace(line.charAt(valueStart))) {
            valueStart++;
        }
        return true;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
