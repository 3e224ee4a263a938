package io.jcorn.servlet.resource;

import io.jcorn.http.AcceptEncoding;
import java.nio.file.Path;
import java.util.List;

/** The content codings in which a file may lie beside itself, the best first (RFC 9110 §8.4.1, 7932, 8878). */
enum Coding {
    BR("br", ".br"),
    ZSTD("zstd", ".zst"),
    GZIP("gzip", ".gz");

    private static final List<Coding> ALL = List.of(values());

    final String token;
    private final String suffix;

    Coding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
    }

    static List<Coding> all() {
        return ALL;
    }

    /** Where a file in this coding is looked for. */
    Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** See {@link AcceptEncoding#weight}. */
    int weight(String acceptEncoding) {
        return AcceptEncoding.weight(acceptEncoding, token);
    }
}
