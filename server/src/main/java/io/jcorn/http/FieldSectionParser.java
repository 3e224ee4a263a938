package io.jcorn.http;

/**
 * Reads field lines up to the empty line that ends them (RFC 9112 §5), of a head or of a trailer section.
 *
 * <pre>
 * LINE ──► NAME ──":"──► OWS ──► VALUE ──CR──► LF ──► LINE
 *   └──CR──► END_LF ──► (end)
 * </pre>
 *
 * <p>Stops anywhere and goes on there when more bytes have come: no byte is looked at twice. Every line break is CRLF.
 * Not thread-safe.
 */
final class FieldSectionParser {
    static final int INCOMPLETE = 0;
    static final int FIELD = 1;
    static final int END = 2;

    // ints, since this switch runs for each token of each request
    private static final int AT_LINE = 0;
    private static final int AT_NAME = 1;
    private static final int AT_OWS = 2;
    private static final int AT_VALUE = 3;
    private static final int AT_LF = 4;
    private static final int AT_END_LF = 5;

    private final int maxFields;
    private final int maxLine;
    private final int maxBytes;

    private int state;
    private int position;
    private int lineStart;
    private int nameEnd;
    private int valueStart;

    FieldSectionParser(HeadLimits limits) {
        this.maxFields = limits.fields();
        this.maxLine = limits.fieldSize() - 2;
        this.maxBytes = limits.head();
    }

    /** Starts a section at {@code position}, relative to the base that {@link #next} will be given. */
    void begin(int position) {
        this.state = AT_LINE;
        this.position = position;
    }

    /** How far it has read, relative to the base. */
    int position() {
        return position;
    }

    /**
     * Reads on to the end of the next field line, which is then {@code into}'s last one, or to the section's end.
     *
     * @param base where the head starts in {@code bytes}
     * @param end where the bytes that have come so far end
     * @return {@link #FIELD}, {@link #END} or {@link #INCOMPLETE}
     */
    int next(byte[] bytes, int base, int end, FieldSection into) throws HttpException {
        int stop = Math.min(end, base + maxBytes);
        if (state == AT_LINE && wholeLine(bytes, base, stop, into)) {
            return FIELD;
        }
        int found = position < maxBytes ? resume(bytes, base, stop, into) : INCOMPLETE;
        if (found == INCOMPLETE && position >= maxBytes) {
            throw new HttpException(HttpError.HEAD_TOO_LARGE);
        }
        return found;
    }

    /**
     * The usual case: all of a line is there, at most one space before its value and none behind. What is anything else
     * is left untouched for {@link #resume}, which knows what is wrong with it, if anything.
     */
    private boolean wholeLine(byte[] bytes, int base, int end, FieldSection into) {
        int start = base + position;
        int stop = Math.min(end, start + maxLine);
        int colon = start;
        while (colon < stop && CharTables.isTchar(bytes[colon])) {
            colon++;
        }
        if (colon + 1 >= stop || colon == start || bytes[colon] != ':' || into.count() >= maxFields) {
            return false;
        }
        int value = bytes[colon + 1] == CharTables.SP ? colon + 2 : colon + 1;
        int cr = FieldValueScan.end(bytes, value, stop);
        if (cr + 1 >= end || bytes[cr] != CharTables.CR || bytes[cr + 1] != CharTables.LF) {
            return false;
        }
        if (cr > value && (CharTables.isWhitespace(bytes[value]) || CharTables.isWhitespace(bytes[cr - 1]))) {
            return false;
        }
        into.add(start - base, colon - base, value - base, cr - base);
        position = cr + 2 - base;
        return true;
    }

    /** The general case: goes on in the state where the bytes ended the last time. */
    private int resume(byte[] bytes, int base, int end, FieldSection into) throws HttpException {
        int at = base + position;
        for (; ; ) {
            // a line break may follow the last byte that the limit allows, nothing else
            int stop = state == AT_LINE ? end : Math.min(end, base + lineStart + maxLine);
            switch (state) {
                case AT_LINE -> {
                    if (at == end) {
                        return suspend(at - base);
                    }
                    if (bytes[at] == CharTables.CR) {
                        at++;
                        state = AT_END_LF;
                    } else {
                        beginLine(bytes[at], into);
                        lineStart = at - base;
                        state = AT_NAME;
                    }
                }
                case AT_NAME -> {
                    while (at < stop && CharTables.isTchar(bytes[at])) {
                        at++;
                    }
                    if (at - base - lineStart >= maxLine) {
                        throw new HttpException(HttpError.FIELD_TOO_LARGE);
                    }
                    if (at == end) {
                        return suspend(at - base);
                    }
                    if (bytes[at] != ':' || at == base + lineStart) {
                        throw new HttpException(nameError(bytes[at]));
                    }
                    nameEnd = at - base;
                    at++;
                    state = AT_OWS;
                }
                case AT_OWS -> {
                    while (at < stop && CharTables.isWhitespace(bytes[at])) {
                        at++;
                    }
                    valueStart = at - base;
                    if (at == end) {
                        return suspend(at - base);
                    }
                    state = AT_VALUE;
                }
                case AT_VALUE -> {
                    at = FieldValueScan.end(bytes, at, stop);
                    if (at == end) {
                        return suspend(at - base);
                    }
                    if (bytes[at] != CharTables.CR) {
                        throw new HttpException(valueError(bytes[at], at == stop));
                    }
                    into.add(lineStart, nameEnd, valueStart, valueEnd(bytes, at, base));
                    at++;
                    state = AT_LF;
                }
                default -> {
                    if (at == end) {
                        return suspend(at - base);
                    }
                    if (bytes[at] != CharTables.LF) {
                        throw new HttpException(HttpError.BARE_CR);
                    }
                    position = at + 1 - base;
                    if (state == AT_END_LF) {
                        return END;
                    }
                    state = AT_LINE;
                    return FIELD;
                }
            }
        }
    }

    private int suspend(int at) {
        position = at;
        return INCOMPLETE;
    }

    private void beginLine(byte first, FieldSection into) throws HttpException {
        if (CharTables.isWhitespace(first)) {
            throw new HttpException(HttpError.OBSOLETE_FOLDING);
        }
        if (first != CharTables.LF && into.count() >= maxFields) {
            throw new HttpException(HttpError.TOO_MANY_FIELDS);
        }
    }

    private int valueEnd(byte[] bytes, int at, int base) {
        int i = at;
        while (i > base + valueStart && CharTables.isWhitespace(bytes[i - 1])) {
            i--;
        }
        return i - base;
    }

    private static HttpError nameError(byte b) {
        return switch (b) {
            case CharTables.CR -> HttpError.MISSING_COLON;
            case CharTables.LF -> HttpError.BARE_LF;
            case CharTables.SP, CharTables.HTAB -> HttpError.SPACE_BEFORE_COLON;
            default -> HttpError.BAD_FIELD_NAME;
        };
    }

    private static HttpError valueError(byte b, boolean atLimit) {
        if (atLimit) {
            return HttpError.FIELD_TOO_LARGE;
        }
        return b == CharTables.LF ? HttpError.BARE_LF : HttpError.BAD_FIELD_VALUE;
    }
}
