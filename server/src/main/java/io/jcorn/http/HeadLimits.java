package io.jcorn.http;

/**
 * How much of a request head is read before it is refused. 0 means no limit of that kind.
 *
 * @param requestLine bytes of the request line without its CRLF; {@code --limit-request-line}
 * @param fields field lines; {@code --limit-request-fields}. Also of a trailer section
 * @param fieldSize bytes of one field line with its CRLF; {@code --limit-request-field-size}
 * @param head bytes of a whole head, or of a trailer section; {@code --limit-request-head}
 * @param permitMissingHost whether an HTTP/1.1 request may lack its Host field, against RFC 9112 §3.2
 */
public record HeadLimits(int requestLine, int fields, int fieldSize, int head, boolean permitMissingHost) {
    /** Far beyond any buffer, and small enough that sums of a few don't overflow. */
    private static final int NONE = 1 << 28;

    /**
     * gunicorn's numbers, but for the request line, where it has 4094 and allows no more than this, and for the head: 100
     * fields of 8190 bytes from each of many clients would be more than a heap.
     */
    public static final HeadLimits DEFAULT = new HeadLimits(8190, 100, 8190, 65_536, false);

    public HeadLimits {
        requestLine = orNone(requestLine);
        fields = orNone(fields);
        fieldSize = orNone(fieldSize);
        head = orNone(head);
    }

    private static int orNone(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("a limit of " + limit + " is negative");
        }
        return limit == 0 ? NONE : Math.min(limit, NONE);
    }
}
