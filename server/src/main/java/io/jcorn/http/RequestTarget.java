package io.jcorn.http;

/** Which form a request-target has, and where its authority and path are (RFC 9112 §3.2). */
final class RequestTarget {
    private RequestTarget() {}

    /** Completes {@code head}, whose path bounds hold all of the target before query and fragment. */
    static void resolve(byte[] bytes, int base, RequestHead head) throws HttpException {
        boolean connect = head.method.equals("CONNECT");
        if (bytes[base + head.targetStart] == '/' && !connect) {
            head.form = TargetForm.ORIGIN;
        } else if (connect) {
            authorityForm(bytes, base, head);
        } else if (bytes[base + head.targetStart] == '*') {
            asteriskForm(head);
        } else {
            absoluteForm(bytes, base, head);
        }
    }

    private static void authorityForm(byte[] bytes, int base, RequestHead head) throws HttpException {
        int start = base + head.targetStart;
        int end = base + head.targetEnd;
        if (!Authority.isValid(bytes, start, end) || !Authority.hasPort(bytes, start, end)) {
            throw new HttpException(HttpError.BAD_TARGET);
        }
        head.form = TargetForm.AUTHORITY;
        head.authorityStart = head.targetStart;
        head.authorityEnd = head.targetEnd;
        head.pathStart = head.targetEnd;
        head.pathEnd = head.targetEnd;
    }

    private static void asteriskForm(RequestHead head) throws HttpException {
        if (head.targetEnd - head.targetStart != 1 || !head.method.equals("OPTIONS")) {
            throw new HttpException(HttpError.BAD_TARGET);
        }
        head.form = TargetForm.ASTERISK;
    }

    /** Any scheme will do: who is asked for {@code ftp://} by a proxy is still asked for that host's path. */
    private static void absoluteForm(byte[] bytes, int base, RequestHead head) throws HttpException {
        int end = base + head.pathEnd;
        int scheme = base + head.targetStart;
        int colon = schemeEnd(bytes, scheme, end);
        if (colon == scheme
                || colon + 2 >= end
                || bytes[colon] != ':'
                || bytes[colon + 1] != '/'
                || bytes[colon + 2] != '/') {
            throw new HttpException(HttpError.BAD_TARGET);
        }
        int start = colon + 3;
        int slash = start;
        while (slash < end && bytes[slash] != '/') {
            slash++;
        }
        if (!Authority.isValid(bytes, start, slash)) {
            throw new HttpException(HttpError.BAD_TARGET);
        }
        head.form = TargetForm.ABSOLUTE;
        head.authorityStart = start - base;
        head.authorityEnd = slash - base;
        head.pathStart = slash - base;
    }

    private static int schemeEnd(byte[] bytes, int start, int end) {
        int at = start;
        if (at < end && CharTables.isAlpha(bytes[at])) {
            while (at < end && CharTables.isScheme(bytes[at])) {
                at++;
            }
        }
        return at;
    }
}
