package io.jcorn.http;

import java.util.Map;

/**
 * Decodes a body in the chunked transfer coding (RFC 9112 §7.1), however it is cut by the network.
 *
 * <pre>
 * SIZE ──► SIZE_END ──► (BWS) ──► (EXTENSION) ──CR──► SIZE_LF ──► DATA ──► DATA_CR ──► DATA_LF ──► SIZE
 *                                                        └──size 0──► TRAILERS ──► FINISHED
 * </pre>
 *
 * <p>Never blocks, keeps no data, and reads nothing behind the message's end, where a next request may stand. One per
 * connection, used by whichever thread reads the body; not thread-safe.
 */
public final class ChunkedDecoder {
    /** Takes the decoded data. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes bytes, or as many of them as it has room for.
         *
         * @return how many; fewer than {@code count} stops decoding
         */
        int accept(byte[] bytes, int offset, int count);
    }

    private enum State {
        SIZE,
        SIZE_END,
        BWS,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILERS,
        FINISHED
    }

    /** Leading zeros included, so that zeros without end are no way to keep a thread busy. */
    private static final int MAX_SIZE_DIGITS = 16;

    /** By how much extensions, which nobody reads, may outweigh the data. */
    private static final int MAX_EXTENSION_EXCESS = 8192;

    private final long maxBody;
    private final TrailerSection trailers;

    private State state = State.SIZE;
    private int digits;
    /** The chunk's size while it is read, then what is left of its data. */
    private long remaining;

    private long received;
    private long extensionBytes;

    /**
     * A decoder at the start of a body.
     *
     * @param limits for the trailer section's field lines
     * @param maxBody the most bytes of data a body may have; 0 means any number
     */
    public ChunkedDecoder(HeadLimits limits, long maxBody) {
        this.maxBody = maxBody == 0 ? Long.MAX_VALUE : maxBody;
        this.trailers = new TrailerSection(limits);
    }

    /** Makes ready for the next body. */
    public void reset() {
        state = State.SIZE;
        digits = 0;
        remaining = 0;
        received = 0;
        extensionBytes = 0;
        trailers.reset();
    }

    public boolean isFinished() {
        return state == State.FINISHED;
    }

    /** How many bytes of data the sink has taken so far. */
    public long received() {
        return received;
    }

    /** The trailer fields (RFC 9110 §6.5), names in lower case, values of one name joined by ", ". Empty until finished. */
    public Map<String, String> trailers() {
        return isFinished() ? trailers.fields() : Map.of();
    }

    /**
     * Decodes until the body's end, until the bytes are used up or until the sink has no more room.
     *
     * @return how many bytes were consumed
     * @throws HttpException if it is no chunked body, or a limit was passed; the decoder is of no use then until reset
     */
    public int decode(byte[] in, int start, int end, Sink sink) throws HttpException {
        int at = start;
        while (at < end && state != State.FINISHED) {
            switch (state) {
                case SIZE -> at = size(in, at, end);
                case SIZE_END -> at = sizeEnd(in, at);
                case BWS -> at = whitespace(in, at, end);
                case EXTENSION -> at = extension(in, at, end);
                case SIZE_LF -> {
                    expect(in[at++], CharTables.LF, HttpError.BARE_CR);
                    beginChunk();
                }
                case DATA -> {
                    int count = (int) Math.min(remaining, end - at);
                    int taken = sink.accept(in, at, count);
                    received += taken;
                    remaining -= taken;
                    at += taken;
                    if (remaining == 0) {
                        state = State.DATA_CR;
                    } else if (taken < count) {
                        return at - start;
                    }
                }
                case DATA_CR -> {
                    expect(in[at++], CharTables.CR, HttpError.BAD_CHUNK_END);
                    state = State.DATA_LF;
                }
                case DATA_LF -> {
                    expect(in[at++], CharTables.LF, HttpError.BAD_CHUNK_END);
                    digits = 0;
                    state = State.SIZE;
                }
                case TRAILERS -> {
                    at += trailers.parse(in, at, end);
                    if (trailers.isComplete()) {
                        state = State.FINISHED;
                    }
                }
                case FINISHED -> throw new AssertionError();
            }
        }
        return at - start;
    }

    private int size(byte[] in, int from, int end) throws HttpException {
        int at = from;
        for (; at < end; at++) {
            int digit = CharTables.hexDigit(in[at]);
            if (digit < 0) {
                if (digits == 0) {
                    throw new HttpException(HttpError.BAD_CHUNK_SIZE);
                }
                state = State.SIZE_END;
                return at;
            }
            if (++digits > MAX_SIZE_DIGITS || remaining > Long.MAX_VALUE >> 4) {
                throw new HttpException(HttpError.CHUNK_SIZE_TOO_LARGE);
            }
            remaining = remaining << 4 | digit;
        }
        return at;
    }

    private int sizeEnd(byte[] in, int at) throws HttpException {
        switch (in[at]) {
            case CharTables.CR -> state = State.SIZE_LF;
            case ';' -> state = State.EXTENSION;
            case CharTables.SP, CharTables.HTAB -> state = State.BWS;
            default -> throw new HttpException(HttpError.BAD_CHUNK_SIZE);
        }
        return at + 1;
    }

    /** White space is allowed before an extension, not before the line's end. */
    private int whitespace(byte[] in, int from, int end) throws HttpException {
        int at = from;
        while (at < end && CharTables.isWhitespace(in[at])) {
            at++;
        }
        countExtension(at - from);
        if (at == end) {
            return at;
        }
        expect(in[at], (byte) ';', HttpError.BAD_CHUNK_SIZE);
        state = State.EXTENSION;
        return at + 1;
    }

    private int extension(byte[] in, int from, int end) throws HttpException {
        int at = FieldValueScan.end(in, from, end);
        countExtension(at - from);
        if (at == end) {
            return at;
        }
        expect(in[at], CharTables.CR, HttpError.BAD_CHUNK_EXTENSION);
        state = State.SIZE_LF;
        return at + 1;
    }

    private void countExtension(int bytes) throws HttpException {
        extensionBytes += bytes;
        if (extensionBytes - received > MAX_EXTENSION_EXCESS) {
            throw new HttpException(HttpError.CHUNK_EXTENSION_TOO_LARGE);
        }
    }

    private void beginChunk() throws HttpException {
        if (remaining > maxBody - received) {
            throw new HttpException(HttpError.BODY_TOO_LARGE);
        }
        state = remaining == 0 ? State.TRAILERS : State.DATA;
    }

    private static void expect(byte b, byte expected, HttpError otherwise) throws HttpException {
        if (b != expected) {
            throw new HttpException(otherwise);
        }
    }
}
