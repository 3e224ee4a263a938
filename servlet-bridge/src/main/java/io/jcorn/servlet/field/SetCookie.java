package io.jcorn.servlet.field;

import io.jcorn.http.HttpDate;
import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.util.Map;

/** The Set-Cookie field (RFC 6265 §4.1). */
public final class SetCookie {
    /** A cookie to delete is dated to the beginning of time. */
    private static final String LONG_AGO = HttpDate.format(0);

    private SetCookie() {}

    /**
     * The field value for a cookie. Max-Age is accompanied by Expires, for clients that know that only.
     *
     * @throws IllegalArgumentException if the value or an attribute has characters that would not survive
     */
    public static String format(Cookie cookie, Clock clock) {
        StringBuilder field = new StringBuilder(96);
        field.append(cookie.getName()).append('=');
        if (cookie.getValue() != null) {
            field.append(checkedValue(cookie.getValue()));
        }
        for (Map.Entry<String, String> attribute : cookie.getAttributes().entrySet()) {
            String name = attribute.getKey();
            String value = attribute.getValue();
            if (name.equalsIgnoreCase("Max-Age")) {
                appendAge(field, Integer.parseInt(value), clock, cookie.getAttribute("Expires") != null);
            } else if (!isFlag(name)) {
                append(field, name, value);
            } else if (value.isEmpty() || Boolean.parseBoolean(value)) {
                append(field, name, "");
            }
        }
        return field.toString();
    }

    private static void appendAge(StringBuilder field, int seconds, Clock clock, boolean hasExpires) {
        if (seconds > 0) {
            append(field, "Max-Age", Integer.toString(seconds)); // zero is not in its grammar (RFC 6265 §4.1.1)
        }
        if (!hasExpires) {
            append(field, "Expires", seconds == 0 ? LONG_AGO : HttpDate.format(clock.millis() / 1000 + seconds));
        }
    }

    /** Attributes that are there or not; "true" says the same as their presence. */
    private static boolean isFlag(String name) {
        return name.equalsIgnoreCase("Secure")
                || name.equalsIgnoreCase("HttpOnly")
                || name.equalsIgnoreCase("Partitioned");
    }

    private static void append(StringBuilder field, String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ';' || Tokens.isControl(c) || c > 0x7f) {
                throw new IllegalArgumentException("cookie attribute " + name + " can't hold character " + (int) c);
            }
        }
        field.append("; ").append(name);
        if (!value.isEmpty()) {
            field.append('=').append(value);
        }
    }

    private static String checkedValue(String value) {
        int start = 0;
        int end = value.length();
        if (end > 1 && value.charAt(0) == '"' && value.charAt(end - 1) == '"') {
            start++;
            end--;
        }
        for (int i = start; i < end; i++) {
            if (!isCookieOctet(value.charAt(i))) {
                throw new IllegalArgumentException("a cookie's value can't hold character " + (int) value.charAt(i));
            }
        }
        return value;
    }

    private static boolean isCookieOctet(char c) {
        return c > ' ' && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
    }
}
