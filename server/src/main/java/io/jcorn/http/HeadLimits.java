package io.jcorn.http;

/**
 * How much of a request head is read before it is refused. 0 means no limit of that kind.
 *
 * @param requestLine bytes of the request line without its CRLF; {@code --limit-request-line}
 * @param fields field lines; {@code --limit-request-fields}. Also of a trailer section
 * @param fieldSize bytes of one field line with its CRLF; {@code --limit-request-field-size}
 * @param permitMissingHost whether an HTTP/1.1 request may lack its Host field, against RFC 9112 §3.2
 */
public record HeadLimits(int requestLine, int fields, int fieldSize, boolean permitMissingHost) {
    /** Far beyond any buffer, and small enough that sums of a few don't overflow. */
    private static final int NONE = 1 << 28;

    /** gunicorn's numbers, but for the request line, where it has 4094 and allows no more than this. */
    public static final HeadLimits DEFAULT = new HeadLimits(8190, 100, 8190, false);

    public HeadLimits {
        requestLine = orNone(requestLine);
        fields = orNone(fields);
        fieldSize = orNone(fieldSize);
    }

    /** The most bytes that a head within these limits has: no buffer need be larger. */
    public int maxHeadBytes() {
        long most = 2L + requestLine + 2 + (long) fields * fieldSize + 2;
        return (int) Math.min(most, Integer.MAX_VALUE - 8);
    }

    private static int orNone(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("a limit of " + limit + " is negative");
        }
        return limit == 0 ? NONE : Math.min(limit, NONE);
    }
}
