package io.jcorn.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads {@code method SP request-target SP HTTP-version CRLF} (RFC 9112 §3), after one empty line at the most (§2.2).
 *
 * <pre>
 * START ──► METHOD ──SP──► TARGET ──SP──► VERSION ──CR──► LF ──► (end)
 *   └─CR─► EMPTY_LF ─┘
 * </pre>
 *
 * <p>Stops anywhere and goes on there when more bytes have come. Not thread-safe.
 */
final class RequestLineParser {
    private static final int AT_START = 0;
    private static final int AT_EMPTY_LF = 1;
    private static final int AT_METHOD = 2;
    private static final int AT_TARGET = 3;
    private static final int AT_VERSION = 4;
    private static final int AT_LF = 5;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final String VERSION = "HTTP/#.#";
    private static final long HTTP_1_1 = 0x312e_312f_5054_5448L;

    /** What ends a run of ordinary request-target bytes: SP, "?", "#" and what may not occur. */
    private static final boolean[] TARGET_STOP = targetStop();

    private final int maxLine;

    private int state;
    private int position;
    private int lineStart;
    /** Where a fragment starts, with its "#"; -1 if there is none so far. */
    private int fragmentStart;

    RequestLineParser(HeadLimits limits) {
        this.maxLine = limits.requestLine();
    }

    void begin() {
        state = AT_START;
        position = 0;
        lineStart = 0;
        fragmentStart = -1;
    }

    /** How far it has read, relative to the base. */
    int position() {
        return position;
    }

    /** @return whether the line is complete; if not, call again with the same bytes and more */
    boolean parse(byte[] bytes, int base, int end, RequestHead head) throws HttpException {
        int at = base + position;
        for (; ; ) {
            int stop = Math.min(end, base + lineStart + maxLine);
            switch (state) {
                case AT_START -> {
                    if (at == end) {
                        return suspend(at - base);
                    }
                    if (bytes[at] == CharTables.CR) {
                        at++;
                        state = AT_EMPTY_LF;
                    } else {
                        state = AT_METHOD;
                    }
                }
                case AT_EMPTY_LF -> {
                    if (at == end) {
                        return suspend(at - base);
                    }
                    expectLf(bytes[at]);
                    at++;
                    lineStart = at - base;
                    state = AT_METHOD;
                }
                case AT_METHOD -> {
                    while (at < stop && CharTables.isTchar(bytes[at])) {
                        at++;
                    }
                    if (at - base - lineStart >= maxLine) {
                        throw new HttpException(HttpError.METHOD_TOO_LONG);
                    }
                    if (at == end) {
                        return suspend(at - base);
                    }
                    if (bytes[at] != CharTables.SP || at == base + lineStart) {
                        throw new HttpException(lineError(bytes[at], HttpError.BAD_METHOD));
                    }
                    head.method = Methods.method(bytes, base + lineStart, at);
                    at++;
                    head.targetStart = at - base;
                    state = AT_TARGET;
                }
                case AT_TARGET -> {
                    at = target(bytes, base, at, stop, head);
                    if (at - base - lineStart >= maxLine) {
                        throw new HttpException(HttpError.REQUEST_LINE_TOO_LONG);
                    }
                    if (at == end) {
                        return suspend(at - base);
                    }
                    if (bytes[at] != CharTables.SP) {
                        throw new HttpException(lineError(bytes[at], HttpError.BAD_TARGET));
                    }
                    endTarget(at - base, head);
                    at++;
                    state = AT_VERSION;
                }
                case AT_VERSION -> {
                    int versionStart = base + head.targetEnd + 1;
                    at = version(bytes, versionStart, at, stop);
                    if (at < versionStart + VERSION.length() && at - base - lineStart >= maxLine) {
                        throw new HttpException(HttpError.REQUEST_LINE_TOO_LONG);
                    }
                    if (at == end) {
                        return suspend(at - base);
                    }
                    if (bytes[at] != CharTables.CR || at < versionStart + VERSION.length()) {
                        throw new HttpException(lineError(bytes[at], HttpError.BAD_REQUEST_LINE));
                    }
                    head.minorVersion = minorVersion(bytes, versionStart);
                    RequestTarget.resolve(bytes, base, head);
                    at++;
                    state = AT_LF;
                }
                default -> {
                    if (at == end) {
                        return suspend(at - base);
                    }
                    expectLf(bytes[at]);
                    position = at + 1 - base;
                    return true;
                }
            }
        }
    }

    private boolean suspend(int at) {
        position = at;
        return false;
    }

    /** Passes over target bytes, noting where path, query and fragment part; stops at {@code stop} or what ends a target. */
    private int target(byte[] bytes, int base, int from, int stop, RequestHead head) {
        int at = from;
        for (; ; ) {
            while (at < stop && !TARGET_STOP[bytes[at] & 0xff]) {
                at++;
            }
            if (at == stop) {
                return at;
            }
            if (bytes[at] == '?') {
                if (head.queryStart < 0 && fragmentStart < 0) {
                    head.queryStart = at + 1 - base;
                }
            } else if (bytes[at] == '#') {
                if (fragmentStart < 0) {
                    fragmentStart = at - base;
                }
            } else {
                return at;
            }
            at++;
        }
    }

    /** A fragment is the client's own matter (RFC 9110 §7.1): it belongs to neither path nor query. */
    private void endTarget(int at, RequestHead head) throws HttpException {
        if (at == head.targetStart) {
            throw new HttpException(HttpError.BAD_REQUEST_LINE);
        }
        int end = fragmentStart < 0 ? at : fragmentStart;
        head.targetEnd = at;
        head.pathStart = head.targetStart;
        head.pathEnd = head.queryStart < 0 ? end : head.queryStart - 1;
        head.queryEnd = end;
    }

    /** Passes over what fits {@link #VERSION}. */
    private static int version(byte[] bytes, int start, int from, int stop) {
        if (from == start && stop - start >= VERSION.length() && (long) WORDS.get(bytes, start) == HTTP_1_1) {
            return start + VERSION.length();
        }
        int at = from;
        while (at < stop && at - start < VERSION.length()) {
            char expected = VERSION.charAt(at - start);
            if (expected == '#' ? !CharTables.isDigit(bytes[at]) : bytes[at] != expected) {
                break;
            }
            at++;
        }
        return at;
    }

    private static int minorVersion(byte[] bytes, int start) throws HttpException {
        if (bytes[start + VERSION.indexOf('#')] != '1') {
            throw new HttpException(HttpError.UNSUPPORTED_VERSION);
        }
        return bytes[start + VERSION.lastIndexOf('#')] == '0' ? 0 : 1;
    }

    private static void expectLf(byte b) throws HttpException {
        if (b != CharTables.LF) {
            throw new HttpException(HttpError.BARE_CR);
        }
    }

    private static HttpError lineError(byte b, HttpError otherwise) {
        return switch (b) {
            case CharTables.LF -> HttpError.BARE_LF;
            case CharTables.CR -> HttpError.BAD_REQUEST_LINE;
            default -> otherwise;
        };
    }

    private static boolean[] targetStop() {
        boolean[] table = new boolean[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = i <= CharTables.SP || i == '?' || i == '#' || i == 0x7f;
        }
        return table;
    }
}
