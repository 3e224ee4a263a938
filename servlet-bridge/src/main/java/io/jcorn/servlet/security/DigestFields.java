package io.jcorn.servlet.security;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The parameters of an Authorization field, {@code name=token, name="quoted"} (RFC 9110 §11.2). */
final class DigestFields {
    private final String text;
    private int at;
    private final Map<String, String> values = new HashMap<>();

    private DigestFields(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /**
     * By name in lower case; null if malformed, or one comes twice.
     *
     * @param start where the first one begins in {@code text}
     */
    static Map<String, String> parse(String text, int start) {
        DigestFields fields = new DigestFields(text, start);
        while (fields.skipTo(true)) {
            if (!fields.pair()) return null;
        }
        return fields.values;
    }

    /** Over white space, and commas if {@code commas}. @return whether something is left */
    private boolean skipTo(boolean commas) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\t' && !(commas && c == ',')) return true;
            at++;
        }
        return false;
    }

    private boolean pair() {
        int equals = text.indexOf('=', at);
        if (equals <= at) return false;
        String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
        at = equals + 1;
        if (!skipTo(false)) return false;
        String value = text.charAt(at) == '"' ? quoted() : token();
        return value != null && values.put(name, value) == null && (!skipTo(false) || text.charAt(at) == ',');
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && at + 1 < text.length()) c = text.charAt(++at);
            value.append(c);
        }
        return null;
    }

    private String token() {
        int start = at;
        while (at < text.length() && ", \t".indexOf(text.charAt(at)) < 0) at++;
        return text.substring(start, at);
    }
}
