package io.jcorn.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A parsed request head: request line and field lines (RFC 9112 §2, §3, §5) as offsets into the bytes that arrived.
 *
 * <p>Names and values become strings only when asked for. A head is filled by {@link HeadParser} and read-only
 * afterwards; it belongs to one exchange and is read by whichever thread serves that exchange. It refers to the
 * caller's buffer, whose bytes must stay until the exchange ended or {@link #detach} was called. To be used again it
 * only needs to be given to a parser again.
 */
public final class RequestHead {
    final FieldSection fields = new FieldSection();
    String method = "";
    TargetForm form = TargetForm.ORIGIN;
    int targetStart;
    int targetEnd;
    /** The path's bounds; equal where there is none. */
    int pathStart;

    int pathEnd;
    /** The query's start, behind its question mark; -1 where there is none. It ends with the target or the fragment. */
    int queryStart = -1;

    int queryEnd;
    /** The authority's bounds: the target's, else the Host field's; -1 where there is none. */
    int authorityStart = -1;

    int authorityEnd;
    int minorVersion;
    long contentLength = -1;
    boolean chunked;
    boolean keepAlive;
    boolean expectContinue;
    boolean maybeForwarded;
    /** Bytes of the head, from the start given to the parser through the empty line. */
    int length;

    /** Forgets everything and lets go of the buffer. */
    public void clear() {
        fields.clear();
        method = "";
        form = TargetForm.ORIGIN;
        targetStart = 0;
        targetEnd = 0;
        pathStart = 0;
        pathEnd = 0;
        queryStart = -1;
        queryEnd = 0;
        authorityStart = -1;
        authorityEnd = 0;
        minorVersion = 0;
        contentLength = -1;
        chunked = false;
        keepAlive = false;
        expectContinue = false;
        maybeForwarded = false;
        length = 0;
    }

    /**
     * Copies the head's bytes out of the caller's buffer, which may then be used for something else. The base stays: a
     * thread that reads the head meanwhile has the one array or the other.
     */
    public void detach() {
        fields.bytes = Arrays.copyOf(fields.bytes, fields.base + length);
    }

    /** The head's bytes as they came, through the empty line. */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(fields.bytes, fields.base, length);
    }

    /** The method, a token in the client's spelling (RFC 9110 §9.1). */
    public String method() {
        return method;
    }

    /** The request-target as it arrived (RFC 9112 §3.2), bytes as ISO-8859-1. */
    public String target() {
        return fields.string(targetStart, targetEnd);
    }

    public TargetForm targetForm() {
        return form;
    }

    /**
     * The target's path, still percent-encoded: "/…"; "*" of the asterisk-form; "" of the authority-form. An absolute-form
     * without a path has "/", or "*" with OPTIONS (RFC 9112 §3.2.4).
     */
    public String rawPath() {
        if (pathStart == pathEnd && form == TargetForm.ABSOLUTE) {
            return queryStart < 0 && method.equals("OPTIONS") ? "*" : "/";
        }
        return fields.string(pathStart, pathEnd);
    }

    /** The target's query, still percent-encoded, without its question mark or a fragment; null where there is none. */
    public String rawQuery() {
        return queryStart < 0 ? null : fields.string(queryStart, queryEnd);
    }

    /** 0 or 1, of HTTP/1.0 and HTTP/1.1; a client of HTTP/1.2 and above is served as 1.1 (RFC 9110 §2.5). */
    public int minorVersion() {
        return minorVersion;
    }

    public String protocol() {
        return minorVersion == 0 ? "HTTP/1.0" : "HTTP/1.1";
    }

    /**
     * The host and port the client meant (RFC 9112 §3.3): the target's, else the Host field's. "" where the Host field
     * is empty, null where there is none.
     */
    public String authority() {
        return authorityStart < 0 ? null : fields.string(authorityStart, authorityEnd);
    }

    /** The body's length in bytes by Content-Length; -1 where that field is missing. */
    public long contentLength() {
        return contentLength;
    }

    /** Whether the body comes in the chunked transfer coding. */
    public boolean isChunked() {
        return chunked;
    }

    public boolean hasBody() {
        return chunked || contentLength > 0;
    }

    /** Whether the client is willing to go on with this connection (RFC 9112 §9.3). */
    public boolean isKeepAlive() {
        return keepAlive;
    }

    /** Whether the client waits for 100 (Continue) before it sends the body (RFC 9110 §10.1.1). */
    public boolean expectsContinue() {
        return expectContinue && hasBody();
    }

    /** False if no field says on whose behalf a proxy sent the request: Forwarded, X-Forwarded-… . */
    public boolean isMaybeForwarded() {
        return maybeForwarded;
    }

    public boolean isHead() {
        return method.equals("HEAD");
    }

    public int fieldCount() {
        return fields.count();
    }

    /** The name of field line {@code index} in the client's spelling. */
    public String name(int index) {
        return fields.name(index);
    }

    /** The value of field line {@code index} without surrounding white space, bytes as ISO-8859-1. */
    public String value(int index) {
        return fields.value(index);
    }

    /** The value of the first field line of that name, in any case; null where there is none. */
    public String field(String name) {
        return fields.first(name);
    }

    /** The values of all field lines of that name, in the order they came. */
    public List<String> fields(String name) {
        return fields.all(name);
    }

    /** The index of the first field line of that name at or behind {@code from}; -1 where there is none. */
    public int indexOf(String name, int from) {
        return fields.indexOf(name, from);
    }

    /** Whether the lines of that name, read as a list of tokens (RFC 9110 §5.6.1), hold {@code token}. */
    public boolean hasToken(String name, String token) {
        return fields.hasToken(name, token);
    }

    /** The request line, for logs. */
    @Override
    public String toString() {
        return method + " " + target() + " " + protocol();
    }
}
