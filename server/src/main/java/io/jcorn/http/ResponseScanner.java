package io.jcorn.http;

/**
 * Finds where a response ends (RFC 9112 §6.3) among bytes that are passed on as they are, and what follows it.
 *
 * <pre>
 *   HEAD ──1xx──► HEAD     HEAD ──► LENGTH | CHUNKS ──► OVER     HEAD ──101──► SWITCHED     HEAD ──► UNTIL_CLOSE
 * </pre>
 *
 * <p>For responses of jcorn's own workers. Never blocks; keeps a head only until it is whole. One for each response.
 */
public final class ResponseScanner {
    private enum State {
        HEAD,
        LENGTH,
        CHUNKS,
        UNTIL_CLOSE,
        OVER,
        SWITCHED
    }

    /** Of fields that a worker's application made, which are limited by memory only. */
    private static final HeadLimits LIMITS = new HeadLimits(0, 0, 0, 0, true);

    private static final int STATUS_START = "HTTP/1.1 ".length();
    private static final int STATUS_END = STATUS_START + 3;

    private final boolean toHead;
    private final ByteSink head = new ByteSink(512);
    private ChunkedDecoder chunks;
    private State state = State.HEAD;
    private long left;
    private boolean persistent;

    /** @param toHead whether the request's method is HEAD */
    public ResponseScanner(boolean toHead) {
        this.toHead = toHead;
    }

    /** Whether the last byte of the response was seen. */
    public boolean isOver() {
        return state == State.OVER;
    }

    /** Whether the connection has left HTTP (RFC 9110 §7.8): what follows is no response. */
    public boolean isSwitched() {
        return state == State.SWITCHED;
    }

    /** Whether the response is over when the connection is (RFC 9112 §6.3, 8). */
    public boolean endsWithConnection() {
        return state == State.UNTIL_CLOSE;
    }

    /** Whether the connection goes on behind the response (§9.3); once it is over. */
    public boolean isPersistent() {
        return persistent;
    }

    /**
     * Takes note of what has come.
     *
     * @return how many of the bytes belong to the response: all, or fewer if it {@linkplain #isOver is over} or switched
     * @throws HttpException if it is no response
     */
    public int scan(byte[] bytes, int start, int end) throws HttpException {
        int at = start;
        while (at < end) {
            switch (state) {
                case HEAD -> at += head(bytes, at, end);
                case LENGTH -> {
                    long n = Math.min(left, end - at);
                    at += (int) n;
                    left -= n;
                    state = left == 0 ? State.OVER : State.LENGTH;
                }
                case CHUNKS -> {
                    at += chunks.decode(bytes, at, end, (from, offset, count) -> count);
                    state = chunks.isFinished() ? State.OVER : State.CHUNKS;
                }
                case UNTIL_CLOSE -> at = end;
                case OVER, SWITCHED -> {
                    return at - start;
                }
            }
        }
        return at - start;
    }

    private int head(byte[] bytes, int start, int end) throws HttpException {
        int before = head.length();
        head.put(bytes, start, end - start);
        int length = headLength(Math.max(0, before - 3));
        if (length == 0) {
            return end - start;
        }
        headIsWhole(length);
        head.clear();
        return length - before;
    }

    /** How long the head is, through its empty line; 0 if that isn't there from {@code from} on. */
    private int headLength(int from) {
        byte[] bytes = head.array();
        for (int i = from; i + 3 < head.length(); i++) {
            if (bytes[i] == CharTables.CR
                    && bytes[i + 1] == CharTables.LF
                    && bytes[i + 2] == CharTables.CR
                    && bytes[i + 3] == CharTables.LF) {
                return i + 4;
            }
        }
        return 0;
    }

    private void headIsWhole(int length) throws HttpException {
        byte[] bytes = head.array();
        int status = status(bytes);
        FieldSection fields = fields(bytes, length);
        if (status == 101) {
            state = State.SWITCHED;
        } else if (status >= 200) {
            persistent = !fields.hasToken("Connection", "close");
            state = body(status, fields);
        }
    }

    private int status(byte[] bytes) throws HttpException {
        int status = 0;
        for (int i = STATUS_START; i < STATUS_END; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new HttpException(HttpError.BAD_RESPONSE);
            }
            status = 10 * status + digit;
        }
        return status;
    }

    private static FieldSection fields(byte[] bytes, int length) throws HttpException {
        FieldSection fields = new FieldSection();
        fields.bytes = bytes;
        int line = 0;
        while (bytes[line] != CharTables.LF) {
            line++;
        }
        FieldSectionParser parser = new FieldSectionParser(LIMITS);
        parser.begin(line + 1);
        while (parser.next(bytes, 0, length, fields) == FieldSectionParser.FIELD) {
            // the next one
        }
        return fields;
    }

    private State body(int status, FieldSection fields) throws HttpException {
        if (toHead || status == 204 || status == 304) {
            return State.OVER;
        }
        if (fields.hasToken("Transfer-Encoding", "chunked")) {
            chunks = new ChunkedDecoder(LIMITS, 0);
            return State.CHUNKS;
        }
        String length = fields.first("Content-Length");
        if (length == null) {
            persistent = false;
            return State.UNTIL_CLOSE;
        }
        try {
            left = Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw new HttpException(HttpError.BAD_RESPONSE);
        }
        return left == 0 ? State.OVER : State.LENGTH;
    }
}
