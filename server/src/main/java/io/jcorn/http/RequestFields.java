package io.jcorn.http;

import java.nio.charset.StandardCharsets;

/**
 * The fields that decide how a message is framed and routed: Host, Content-Length, Transfer-Encoding, Connection,
 * Expect, and Content-Type that may occur but once. Reads each as its line comes.
 */
final class RequestFields {
    private int host;
    private boolean contentType;
    private boolean close;
    private boolean keepAlive;
    private boolean transferEncoding;

    void begin() {
        host = -1;
        contentType = false;
        close = false;
        keepAlive = false;
        transferEncoding = false;
    }

    /** Takes note of field line {@code index}. The length tells most fields apart from the few that matter. */
    void take(RequestHead head, int index) throws HttpException {
        FieldSection fields = head.fields;
        int nameStart = fields.base + fields.nameStart(index);
        int nameEnd = fields.base + fields.nameEnd(index);
        byte[] bytes = fields.bytes;
        switch (nameEnd - nameStart) {
            case 4 -> {
                if (TokenList.is(bytes, nameStart, nameEnd, "host")) {
                    host(fields, index);
                }
            }
            case 6 -> {
                if (TokenList.is(bytes, nameStart, nameEnd, "expect")) {
                    expect(head, index);
                }
            }
            case 10 -> {
                if (TokenList.is(bytes, nameStart, nameEnd, "connection")) {
                    connection(fields, index);
                }
            }
            case 12 -> {
                if (TokenList.is(bytes, nameStart, nameEnd, "content-type")) {
                    contentType();
                }
            }
            case 14 -> {
                if (TokenList.is(bytes, nameStart, nameEnd, "content-length")) {
                    contentLength(head, index);
                }
            }
            case 9, 15, 16, 18 -> forwarded(head, bytes[nameStart]);
            case 17 -> {
                if (TokenList.is(bytes, nameStart, nameEnd, "transfer-encoding")) {
                    transferEncoding(head, index);
                } else {
                    forwarded(head, bytes[nameStart]);
                }
            }
            default -> {}
        }
    }

    /** Checks what can only be known when all fields are here, and completes {@code head}. */
    void finish(RequestHead head, boolean permitMissingHost) throws HttpException {
        if (transferEncoding && !head.chunked) {
            throw new HttpException(HttpError.CHUNKED_NOT_LAST);
        }
        if (host < 0 && head.minorVersion > 0 && !permitMissingHost) {
            throw new HttpException(HttpError.MISSING_HOST);
        }
        // the target's authority, where it has one, overrides the Host field's (RFC 9112 §3.2.2)
        if (host >= 0 && head.authorityStart < 0) {
            head.authorityStart = head.fields.valueStart(host);
            head.authorityEnd = head.fields.valueEnd(host);
        }
        head.keepAlive = !close && (keepAlive || head.minorVersion > 0);
    }

    private void host(FieldSection fields, int index) throws HttpException {
        if (host >= 0) {
            throw new HttpException(HttpError.DUPLICATE_HOST);
        }
        int start = fields.base + fields.valueStart(index);
        int end = fields.base + fields.valueEnd(index);
        // empty is what a client sends for a target without an authority (RFC 9110 §7.2)
        if (start < end && !Authority.isValid(fields.bytes, start, end)) {
            throw new HttpException(HttpError.BAD_HOST);
        }
        host = index;
    }

    /** Of that length Forwarded and X-Forwarded-… begin with such a letter, and few others. */
    private static void forwarded(RequestHead head, byte first) {
        int lower = TokenList.lower(first);
        head.maybeForwarded |= lower == 'f' || lower == 'x';
    }

    private void contentType() throws HttpException {
        if (contentType) {
            throw new HttpException(HttpError.DUPLICATE_CONTENT_TYPE);
        }
        contentType = true;
    }

    private static void expect(RequestHead head, int index) throws HttpException {
        FieldSection fields = head.fields;
        int start = fields.base + fields.valueStart(index);
        int end = fields.base + fields.valueEnd(index);
        if (!TokenList.is(fields.bytes, start, end, "100-continue")) {
            throw new HttpException(HttpError.UNKNOWN_EXPECTATION);
        }
        // an HTTP/1.0 client doesn't know interim responses (RFC 9110 §10.1.1)
        head.expectContinue = head.minorVersion > 0;
    }

    private void connection(FieldSection fields, int index) {
        int start = fields.base + fields.valueStart(index);
        int end = fields.base + fields.valueEnd(index);
        close |= TokenList.contains(fields.bytes, start, end, "close");
        keepAlive |= TokenList.contains(fields.bytes, start, end, "keep-alive");
    }

    private void contentLength(RequestHead head, int index) throws HttpException {
        if (head.contentLength >= 0) {
            throw new HttpException(HttpError.DUPLICATE_CONTENT_LENGTH);
        }
        if (transferEncoding) {
            throw new HttpException(HttpError.LENGTH_AND_TRANSFER_ENCODING);
        }
        FieldSection fields = head.fields;
        head.contentLength =
                decimal(fields.bytes, fields.base + fields.valueStart(index), fields.base + fields.valueEnd(index));
    }

    /** {@code 1*DIGIT} up to {@link Long#MAX_VALUE}: no sign, no list, nothing else (RFC 9110 §8.6). */
    private static long decimal(byte[] bytes, int start, int end) throws HttpException {
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                throw new HttpException(HttpError.BAD_CONTENT_LENGTH);
            }
            value = 10 * value + digit;
        }
        if (start == end) {
            throw new HttpException(HttpError.BAD_CONTENT_LENGTH);
        }
        return value;
    }

    /**
     * Only {@code chunked} is known, and {@code identity} before it, which changed nothing while it existed (RFC 2616 §3.6).
     * Whatever else comes before it can't be decoded, whatever comes after it is wrong.
     */
    private void transferEncoding(RequestHead head, int index) throws HttpException {
        if (head.minorVersion == 0) {
            throw new HttpException(HttpError.TRANSFER_ENCODING_IN_HTTP_1_0);
        }
        if (head.contentLength >= 0) {
            throw new HttpException(HttpError.LENGTH_AND_TRANSFER_ENCODING);
        }
        transferEncoding = true;
        byte[] bytes = head.fields.bytes;
        int end = head.fields.base + head.fields.valueEnd(index);
        int at = TokenList.elementStart(bytes, head.fields.base + head.fields.valueStart(index), end);
        while (at < end) {
            int elementEnd = TokenList.elementEnd(bytes, at, end);
            head.chunked = coding(bytes, at, elementEnd, head.chunked);
            at = TokenList.elementStart(bytes, elementEnd, end);
        }
    }

    private static boolean coding(byte[] bytes, int start, int end, boolean afterChunked) throws HttpException {
        boolean chunked = TokenList.is(bytes, start, end, "chunked");
        if (afterChunked) {
            throw new HttpException(chunked ? HttpError.CHUNKED_TWICE : HttpError.CHUNKED_NOT_LAST);
        }
        if (!chunked && !TokenList.is(bytes, start, end, "identity")) {
            throw new HttpException(
                    HttpError.UNKNOWN_TRANSFER_CODING,
                    new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
        }
        return chunked;
    }
}
