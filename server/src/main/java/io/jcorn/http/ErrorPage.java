package io.jcorn.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The body of an error response that no application made: short HTML, or a problem (RFC 9457) for who asks for JSON.
 *
 * @param contentType what the Content-Type field says
 * @param body its bytes; not to be written to
 */
public record ErrorPage(
        String contentType,
        @SuppressWarnings("ArrayRecordComponent") byte[] body) {
    /**
     * Makes the page of an error.
     *
     * @param reason what was wrong, safe to show to the peer; escaped here
     * @param accept the request's Accept field; null where there is none
     */
    public static ErrorPage render(int status, String reason, String accept) {
        return prefersJson(accept) ? problem(status, reason) : html(status, reason);
    }

    private static boolean prefersJson(String accept) {
        if (accept == null) {
            return false;
        }
        String types = accept.toLowerCase(Locale.ROOT);
        return !types.contains("text/html")
                && (types.contains("application/json") || types.contains("application/problem+json"));
    }

    private static ErrorPage html(int status, String reason) {
        String title = escapeHtml((status + " " + Reasons.phrase(status)).strip());
        String page = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                + "</title></head>\n<body><h1>" + title + "</h1>"
                + (reason.isEmpty() ? "" : "<p>" + escapeHtml(reason) + "</p>") + "</body></html>\n";
        return new ErrorPage("text/html;charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    private static ErrorPage problem(int status, String reason) {
        String json = "{\"status\":" + status + ",\"title\":" + quote(Reasons.phrase(status)) + ",\"detail\":"
                + quote(reason) + "}\n";
        return new ErrorPage("application/problem+json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static String escapeHtml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return out.append('"').toString();
    }
}
