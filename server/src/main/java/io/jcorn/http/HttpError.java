package io.jcorn.http;

/**
 * What can be wrong with a request on the wire: each error with the status that answers it and where that is written.
 *
 * <p>The test corpus ({@code src/test/resources/http}) holds a request for each.
 */
public enum HttpError {
    // request line
    BAD_REQUEST_LINE(400, "RFC 9112 §3", "invalid request line"),
    BAD_METHOD(400, "RFC 9110 §9.1", "invalid method"),
    METHOD_TOO_LONG(501, "RFC 9112 §3", "method longer than limit-request-line"),
    REQUEST_LINE_TOO_LONG(414, "RFC 9110 §15.5.15", "request line longer than limit-request-line"),
    BAD_TARGET(400, "RFC 9112 §3.2", "invalid request-target"),
    UNSUPPORTED_VERSION(505, "RFC 9110 §15.6.6", "HTTP version not supported"),

    // any line of the head or of a trailer section
    BARE_CR(400, "RFC 9112 §2.2", "CR without LF"),
    BARE_LF(400, "RFC 9112 §2.2", "LF without CR"),

    // field lines
    TOO_MANY_FIELDS(431, "RFC 6585 §5", "more fields than limit-request-fields"),
    FIELD_TOO_LARGE(431, "RFC 6585 §5", "field line longer than limit-request-field-size"),
    HEAD_TOO_LARGE(431, "RFC 6585 §5", "head longer than limit-request-head"),
    MISSING_COLON(400, "RFC 9112 §5", "field line without a colon"),
    SPACE_BEFORE_COLON(400, "RFC 9112 §5.1", "white space before a field's colon"),
    OBSOLETE_FOLDING(400, "RFC 9112 §5.2", "line folding"),
    BAD_FIELD_NAME(400, "RFC 9110 §5.1", "invalid field name"),
    BAD_FIELD_VALUE(400, "RFC 9110 §5.5", "invalid character in a field value"),

    // single fields
    MISSING_HOST(400, "RFC 9112 §3.2", "no Host field"),
    DUPLICATE_HOST(400, "RFC 9112 §3.2", "more than one Host field"),
    BAD_HOST(400, "RFC 9112 §3.2", "invalid Host field"),
    DUPLICATE_CONTENT_TYPE(400, "RFC 9110 §8.3", "more than one Content-Type field"),
    UNKNOWN_EXPECTATION(417, "RFC 9110 §10.1.1", "expectation not supported"),

    // framing of the body
    BAD_CONTENT_LENGTH(400, "RFC 9112 §6.3", "invalid Content-Length"),
    DUPLICATE_CONTENT_LENGTH(400, "RFC 9112 §6.3", "more than one Content-Length"),
    UNKNOWN_TRANSFER_CODING(501, "RFC 9112 §6.1", "transfer coding not supported"),
    CHUNKED_TWICE(400, "RFC 9112 §6.1", "chunked transfer coding applied twice"),
    CHUNKED_NOT_LAST(400, "RFC 9112 §6.3", "chunked is not the last transfer coding"),
    TRANSFER_ENCODING_IN_HTTP_1_0(400, "RFC 9112 §6.1", "Transfer-Encoding in HTTP/1.0"),
    LENGTH_AND_TRANSFER_ENCODING(400, "RFC 9112 §6.1", "both Content-Length and Transfer-Encoding"),

    // the body
    BAD_CHUNK_SIZE(400, "RFC 9112 §7.1", "invalid chunk size"),
    CHUNK_SIZE_TOO_LARGE(400, "RFC 9112 §7.1", "chunk size out of range"),
    BAD_CHUNK_EXTENSION(400, "RFC 9112 §7.1.1", "invalid chunk extension"),
    CHUNK_EXTENSION_TOO_LARGE(400, "RFC 9112 §7.1.1", "chunk extensions too large"),
    BAD_CHUNK_END(400, "RFC 9112 §7.1", "chunk data not followed by CRLF"),
    FORBIDDEN_TRAILER(400, "RFC 9110 §6.5.1", "field not allowed in trailers"),
    BODY_TOO_LARGE(413, "RFC 9110 §15.5.14", "body larger than limit-request-body"),
    INCOMPLETE_BODY(400, "RFC 9112 §8", "connection closed before the end of the body"),

    // what proxies say of their clients
    BAD_FORWARDED(400, "RFC 7239 §4", "invalid Forwarded or X-Forwarded field"),
    FORWARDED_CONTRADICTION(400, "RFC 7239 §8.1", "Forwarded or X-Forwarded fields contradict each other"),
    BAD_PROXY_HEADER(400, "PROXY protocol §2", "invalid PROXY protocol header"),
    MISSING_PROXY_HEADER(400, "PROXY protocol §2", "no PROXY protocol header"),
    UNTRUSTED_PROXY_HEADER(400, "PROXY protocol §2", "PROXY protocol header from a peer that may not send it"),

    PLAIN_HTTP_TO_TLS(400, "RFC 9110 §4.2.2", "this port speaks TLS; use https"),

    // a client that keeps us waiting
    HEAD_TIMEOUT(408, "RFC 9110 §15.5.9", "request head not complete in time"),
    BODY_TIMEOUT(408, "RFC 9110 §15.5.9", "request body not complete in time"),

    // too much to do
    TOO_MANY_CONNECTIONS(503, "RFC 9110 §15.6.4", "too many connections from this address"),
    OVERLOADED(503, "RFC 9110 §15.6.4", "too many requests wait to be served"),
    NO_THREAD(503, "RFC 9110 §15.6.4", "too many requests whose bodies are slow to come"),

    // another worker that the request was handed to
    WORKER_FULL(503, "RFC 9110 §15.6.4", "the worker that has the session can't take the request now"),
    WORKER_GONE(502, "RFC 9110 §15.6.3", "the worker that served the request has ended"),
    BAD_RESPONSE(502, "RFC 9110 §15.6.3", "the worker that served the request sent no valid response");

    private final int status;
    private final String section;
    private final String reason;

    HttpError(int status, String section, String reason) {
        this.status = status;
        this.section = section;
        this.reason = reason;
    }

    /** The status code of the answer. */
    public int status() {
        return status;
    }

    /** The RFC and section that calls it an error. */
    public String section() {
        return section;
    }

    /** What was wrong, in a few words; safe to show to the peer. */
    public String reason() {
        return reason;
    }
}
