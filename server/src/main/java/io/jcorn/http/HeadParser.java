package io.jcorn.http;

/**
 * Parses request heads (RFC 9112 §2.1) out of a connection's buffer, however they are cut by the network.
 *
 * <p>One parser per connection, used by the thread that owns the connection. It never looks at a byte twice, so a
 * client that sends byte by byte costs no more than one that doesn't, and it reports an error with the first byte that
 * makes it one. After an error it is of no use until {@link #reset}.
 *
 * <p>Stricter than the RFCs allow it to be wherever two servers might read the same bytes differently: a line ends with
 * CRLF alone, no field is folded, framing fields occur once and hold what they must. More lenient in one place: a
 * request-target may hold any byte but controls and space; what it means is the application's to decide.
 */
public final class HeadParser {
    private final boolean permitMissingHost;
    private final RequestLineParser requestLine;
    private final FieldSectionParser fieldLines;
    private final RequestFields requestFields = new RequestFields();

    private boolean begun;
    private boolean inFields;

    public HeadParser(HeadLimits limits) {
        this.permitMissingHost = limits.permitMissingHost();
        this.requestLine = new RequestLineParser(limits);
        this.fieldLines = new FieldSectionParser(limits);
    }

    /**
     * Parses a head, or as much of it as has come.
     *
     * <p>When it is incomplete, call again with the same {@code into} and the same bytes with more behind them, all from
     * the head's start on; in between they may have moved within the buffer or to another one. When it is complete,
     * {@code into} refers to {@code buffer}, and the next call starts the next head.
     *
     * @param start where the head starts
     * @param end where the received bytes end; nothing from here on is read
     * @return how many bytes the head has, through its empty line; 0 if it is incomplete
     * @throws HttpException as soon as the bytes can't become a request to be served
     */
    public int parse(byte[] buffer, int start, int end, RequestHead into) throws HttpException {
        if (!begun) {
            begin(into);
        }
        into.fields.bytes = buffer;
        into.fields.base = start;
        if (!inFields) {
            if (!requestLine.parse(buffer, start, end, into)) {
                return 0;
            }
            fieldLines.begin(requestLine.position());
            inFields = true;
        }
        for (; ; ) {
            switch (fieldLines.next(buffer, start, end, into.fields)) {
                case FieldSectionParser.FIELD -> requestFields.take(into, into.fieldCount() - 1);
                case FieldSectionParser.END -> {
                    requestFields.finish(into, permitMissingHost);
                    into.length = fieldLines.position();
                    begun = false;
                    return into.length;
                }
                default -> {
                    return 0;
                }
            }
        }
    }

    /** Whether a head is incomplete or was refused: {@link #parse} was called for it and has not returned its length. */
    public boolean isStarted() {
        return begun;
    }

    /** Forgets a head that is incomplete or was refused. */
    public void reset() {
        begun = false;
    }

    private void begin(RequestHead into) {
        into.clear();
        requestLine.begin();
        requestFields.begin();
        inFields = false;
        begun = true;
    }
}
