package io.jcorn.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A parsed request head: request line and field lines (RFC 9112 §2, §3, §5) as offsets into the bytes that arrived.
 *
 * <p>Names and values become strings only when asked for. A head is filled by {@link HeadParser} and read-only
 * afterwards; it belongs to one exchange and is read by whichever thread serves that exchange.
 */
public final class RequestHead {
    private static final int INTS_PER_FIELD = 4;

    byte[] bytes = new byte[0];
    String method = "";
    int targetStart;
    int targetEnd;
    /** The path's bounds within the target; equal where there is none. */
    int pathStart;

    int pathEnd;
    /** The query's start, behind its question mark; -1 where there is none. It ends with the target or the fragment. */
    int queryStart = -1;

    int queryEnd;
    int minorVersion;
    String authority;
    int[] fields = new int[INTS_PER_FIELD * 16];
    int fieldCount;
    long contentLength = -1;
    boolean chunked;
    boolean keepAlive;
    boolean expectContinue;

    /** The method, a token in the client's spelling (RFC 9110 §9.1). */
    public String method() {
        return method;
    }

    /** The request-target as it arrived (RFC 9112 §3.2), bytes as ISO-8859-1. */
    public String target() {
        return string(targetStart, targetEnd);
    }

    /** The target's path, still percent-encoded: "/…"; "*" of the asterisk-form; "" of the authority-form. */
    public String rawPath() {
        return string(pathStart, pathEnd);
    }

    /** The target's query, still percent-encoded, without its question mark; null where there is none. */
    public String rawQuery() {
        return queryStart < 0 ? null : string(queryStart, queryEnd);
    }

    /** 0 or 1, of HTTP/1.0 and HTTP/1.1. */
    public int minorVersion() {
        return minorVersion;
    }

    public String protocol() {
        return minorVersion == 0 ? "HTTP/1.0" : "HTTP/1.1";
    }

    /** The host and port the client meant (RFC 9112 §3.3): the absolute-form's, else the Host field's; null where there is none. */
    public String authority() {
        return authority;
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
        return expectContinue;
    }

    public boolean isHead() {
        return method.equals("HEAD");
    }

    public int fieldCount() {
        return fieldCount;
    }

    /** The name of field line {@code index} in the client's spelling. */
    public String name(int index) {
        int at = index * INTS_PER_FIELD;
        return string(fields[at], fields[at + 1]);
    }

    /** The value of field line {@code index} without surrounding white space, bytes as ISO-8859-1. */
    public String value(int index) {
        int at = index * INTS_PER_FIELD;
        return string(fields[at + 2], fields[at + 3]);
    }

    /** The value of the first field line of that name, in any case; null where there is none. */
    public String field(String name) {
        int index = indexOf(name, 0);
        return index < 0 ? null : value(index);
    }

    /** The values of all field lines of that name, in the order they came. */
    public List<String> fields(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
            values.add(value(i));
        }
        return values;
    }

    /** The index of the first field line of that name at or behind {@code from}; -1 where there is none. */
    public int indexOf(String name, int from) {
        int length = name.length();
        for (int i = from; i < fieldCount; i++) {
            int at = i * INTS_PER_FIELD;
            if (fields[at + 1] - fields[at] == length && equalsIgnoreCase(name, fields[at])) {
                return i;
            }
        }
        return -1;
    }

    void addField(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        int at = fieldCount++ * INTS_PER_FIELD;
        if (at == fields.length) {
            fields = java.util.Arrays.copyOf(fields, 2 * at);
        }
        fields[at] = nameStart;
        fields[at + 1] = nameEnd;
        fields[at + 2] = valueStart;
        fields[at + 3] = valueEnd;
    }

    private boolean equalsIgnoreCase(String name, int start) {
        for (int i = 0; i < name.length(); i++) {
            if (lower(name.charAt(i)) != lower(bytes[start + i])) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    private String string(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
