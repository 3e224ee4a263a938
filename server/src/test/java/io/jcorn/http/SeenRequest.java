package io.jcorn.http;

import java.util.List;
import java.util.Map;

/** A request as a parser saw it; authority and query may be null. Prints what the corpus compares. */
record SeenRequest(
        String method,
        String target,
        String path,
        String query,
        String protocol,
        String authority,
        boolean keepAlive,
        boolean expectsContinue,
        List<Map.Entry<String, String>> fields,
        String body,
        Map<String, String> trailers) {
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(method).append(" path=").append(path);
        if (query != null) {
            out.append(" query=").append(query);
        }
        out.append(' ').append(protocol);
        if (authority != null) {
            out.append(" authority=").append(authority);
        }
        out.append(keepAlive ? " keep-alive" : " close").append(expectsContinue ? " continue" : "");
        if (!body.isEmpty()) {
            out.append(" body=").append(body);
        }
        if (!trailers.isEmpty()) {
            out.append(" trailers=").append(trailers);
        }
        return escape(out);
    }

    /** Bytes beyond ASCII as the corpus writes them. */
    private static String escape(CharSequence text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(c < 0x80 ? String.valueOf((char) c) : String.format("\\x%02x", c)));
        return out.toString();
    }
}
