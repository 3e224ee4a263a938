package io.jcorn.worker;

import io.jcorn.config.Config;
import io.jcorn.http.AcceptEncoding;
import io.jcorn.http.RequestHead;
import io.jcorn.http.ResponseHead;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which responses are compressed, and what their heads then say (RFC 9110 §8.4, §8.8.3, §12.5.5). Immutable. */
final class Compression {
    private static final String CODING = "gzip";
    private static final Set<Integer> WITHOUT_CONTENT = Set.of(204, 205, 304);
    private static final int PARTIAL_CONTENT = 206;

    private final Set<String> types = new HashSet<>();
    private final int minSize;

    private Compression(Config config) {
        for (String type : config.compressTypes().split(",", -1)) {
            types.add(type.strip().toLowerCase(Locale.ROOT));
        }
        this.minSize = config.compressMinSize();
    }

    /** Null if nothing is compressed. */
    static Compression of(Config config) {
        return config.compress() ? new Compression(config) : null;
    }

    /**
     * Decides for a response that is about to be committed, and changes its head accordingly.
     *
     * @param size of the body in bytes; -1 if it isn't known
     */
    boolean apply(RequestHead request, ResponseHead response, long size) {
        if (size >= 0 && size < Math.max(1, minSize) || !isCompressible(response)) {
            return false;
        }
        if (!response.hasToken("Vary", "accept-encoding") && !response.hasToken("Vary", "*")) {
            response.add("Vary", "Accept-Encoding");
        }
        if (AcceptEncoding.weight(String.join(",", request.fields("Accept-Encoding")), CODING) == 0) {
            return false;
        }
        response.set("Content-Encoding", CODING);
        response.remove("Content-Length");
        String etag = response.field("ETag");
        if (etag != null && etag.startsWith("\"")) {
            response.set("ETag", "W/" + etag); // the same to whoever reads it, but other bytes
        }
        return true;
    }

    private boolean isCompressible(ResponseHead response) {
        int status = response.status();
        String ranges = response.field("Accept-Ranges");
        return status >= 200
                && status != PARTIAL_CONTENT
                && !WITHOUT_CONTENT.contains(status)
                && response.field("Content-Encoding") == null
                && (ranges == null || ranges.equalsIgnoreCase("none"))
                && !response.hasToken("Cache-Control", "no-transform")
                && isTypeOf(response.fields("Content-Type"));
    }

    private boolean isTypeOf(List<String> contentType) {
        if (contentType.isEmpty()) {
            return false;
        }
        String field = contentType.get(0);
        int semicolon = field.indexOf(';');
        String type =
                (semicolon < 0 ? field : field.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        return types.contains(type) || types.contains(type.substring(0, type.indexOf('/') + 1) + "*");
    }
}
