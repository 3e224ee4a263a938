package io.jcorn.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The trailer section behind the last chunk (RFC 9112 §7.1.2), by the rules and limits of a head's fields.
 *
 * <p>Its lines may come in pieces out of a buffer that is not kept, so it copies them. Most bodies have none: then
 * nothing is copied or allocated.
 */
final class TrailerSection {
    /** What would frame, route or authenticate the request, when that has been decided already (RFC 9110 §6.5.1). */
    private static final Set<String> FORBIDDEN = Set.of(
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-range",
            "cookie",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final int CAPACITY = 256;

    private final FieldSectionParser parser;
    private final FieldSection section = new FieldSection();
    private final ByteSink lines = new ByteSink(0);
    private boolean complete;

    TrailerSection(HeadLimits limits) {
        this.parser = new FieldSectionParser(limits);
        parser.begin(0);
    }

    void reset() {
        parser.begin(0);
        section.clear();
        lines.clear();
        complete = false;
    }

    boolean isComplete() {
        return complete;
    }

    /** @return how many of the bytes belong to the section; all, if it isn't complete then */
    int parse(byte[] in, int start, int end) throws HttpException {
        if (lines.length() == 0 && end - start >= 2 && in[start] == CharTables.CR && in[start + 1] == CharTables.LF) {
            complete = true;
            return 2;
        }
        int before = lines.length();
        lines.reserve(Math.max(CAPACITY, end - start));
        lines.put(in, start, end - start);
        section.bytes = lines.array();
        for (; ; ) {
            switch (parser.next(lines.array(), 0, lines.length(), section)) {
                case FieldSectionParser.FIELD -> checkAllowed(section.name(section.count() - 1));
                case FieldSectionParser.END -> {
                    complete = true;
                    return parser.position() - before;
                }
                default -> {
                    return end - start;
                }
            }
        }
    }

    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < section.count(); i++) {
            fields.merge(lower(section.name(i)), section.value(i), (first, second) -> first + ", " + second);
        }
        return fields;
    }

    private static void checkAllowed(String name) throws HttpException {
        if (FORBIDDEN.contains(lower(name))) {
            throw new HttpException(HttpError.FORBIDDEN_TRAILER, name);
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
