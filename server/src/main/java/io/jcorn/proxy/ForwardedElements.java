package io.jcorn.proxy;

import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The syntax of the Forwarded field (RFC 7239 §4): elements of parameters, {@code for=1.2.3.4;proto=https, for="[::1]"}. */
final class ForwardedElements {
    private final String text;
    private int at;

    private ForwardedElements(String text) {
        this.text = text;
    }

    /**
     * The parameters of each element by name in lower case, in the order of the proxies: the client's first.
     *
     * @param lines of all fields of that name
     */
    static List<Map<String, String>> parse(List<String> lines) throws HttpException {
        return new ForwardedElements(String.join(",", lines)).elements();
    }

    private List<Map<String, String>> elements() throws HttpException {
        List<Map<String, String>> elements = new ArrayList<>();
        Map<String, String> element = new HashMap<>();
        while (true) {
            skipSpace();
            if (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ';') {
                pair(element);
                skipSpace();
            }
            boolean end = at == text.length();
            if (end || text.charAt(at) == ',') {
                if (!element.isEmpty()) {
                    elements.add(element);
                    element = new HashMap<>();
                }
            } else if (text.charAt(at) != ';') {
                throw invalid("a comma or semicolon is missing");
            }
            if (end) {
                return elements;
            }
            at++;
        }
    }

    private void pair(Map<String, String> element) throws HttpException {
        String name = token().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || at == text.length() || text.charAt(at) != '=') {
            throw invalid("a parameter without name or value");
        }
        at++;
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        if (element.put(name, quoted ? quotedString() : value()) != null) {
            throw invalid(name + " occurs twice in an element"); // §4
        }
    }

    private String token() {
        int start = at;
        while (at < text.length() && "=,;\" \t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /** A token; more leniently also with the colons and brackets of an address that should have been quoted. */
    private String value() throws HttpException {
        String value = token();
        if (value.isEmpty()) {
            throw invalid("a parameter without value");
        }
        return value;
    }

    private String quotedString() throws HttpException {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && ++at == text.length()) {
                break;
            }
            value.append(text.charAt(at));
        }
        throw invalid("a quoted string without end");
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private static HttpException invalid(String what) {
        return new HttpException(HttpError.BAD_FORWARDED, "Forwarded: " + what);
    }
}
