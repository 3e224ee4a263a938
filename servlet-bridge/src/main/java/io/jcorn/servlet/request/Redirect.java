package io.jcorn.servlet.request;

import io.jcorn.servlet.field.UriText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Where a redirect leads and the note that goes with it (RFC 9110 §15.4, RFC 3986 §5.2). */
final class Redirect {
    private Redirect() {}

    /** The location as an absolute URI; one that is absolute is kept as it is. */
    static String absolute(String location, BridgeRequest request) {
        String reference = UriText.encodeReference(location);
        if (hasScheme(reference)) {
            return reference;
        }
        StringBuilder uri = new StringBuilder(128).append(request.getScheme()).append(':');
        if (reference.startsWith("//")) {
            return uri.append(reference).toString();
        }
        request.appendAuthority(uri.append("//"));
        if (reference.startsWith("/")) {
            return appendPath(uri, reference).toString();
        }
        String base = request.getRequestURI();
        if (reference.isEmpty() || reference.startsWith("?") || reference.startsWith("#")) {
            return uri.append(base).append(reference).toString();
        }
        return appendPath(uri, base.substring(0, base.lastIndexOf('/') + 1) + reference)
                .toString();
    }

    private static boolean hasScheme(String reference) {
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c == ':') {
                return i > 0;
            }
            if (!Character.isLetterOrDigit(c) && (i == 0 || c != '+' && c != '-' && c != '.')) {
                return false;
            }
        }
        return false;
    }

    private static StringBuilder appendPath(StringBuilder uri, String reference) {
        int end = 0;
        while (end < reference.length() && reference.charAt(end) != '?' && reference.charAt(end) != '#') {
            end++;
        }
        String path = reference.substring(0, end);
        uri.append(path.contains("/.") ? withoutDotSegments(path) : path);
        return uri.append(reference, end, reference.length());
    }

    /** RFC 3986 §5.2.4, for a path that begins with a slash. */
    private static String withoutDotSegments(String path) {
        Deque<String> segments = new ArrayDeque<>();
        String[] all = path.substring(1).split("/", -1);
        for (int i = 0; i < all.length; i++) {
            boolean last = i == all.length - 1;
            if (all[i].equals("..")) {
                segments.pollLast();
            } else if (!all[i].equals(".")) {
                segments.addLast(all[i]);
                continue;
            }
            if (last) {
                segments.addLast("");
            }
        }
        return "/" + String.join("/", segments);
    }

    /** A short page for clients that don't follow. */
    static byte[] note(String location) {
        String link = location.replace("&", "&amp;").replace("\"", "&quot;").replace("'", "&#39;");
        return ("<!DOCTYPE html>\n<title>Redirect</title>\nSee <a href=\"" + link + "\">" + link + "</a>.\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
