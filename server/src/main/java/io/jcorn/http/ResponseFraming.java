package io.jcorn.http;

/**
 * How a response's end is told to the client (RFC 9112 §6.3) and whether its connection goes on (§9.3).
 *
 * @param coding how the end of the body is found
 * @param length what Content-Length says; -1 for none. Also of bodies that are not sent: HEAD and 304
 * @param sendsBody whether body bytes go out at all
 * @param persistent whether the connection stays open for the next request
 * @param announcesKeepAlive whether {@code Connection: keep-alive} must be said, to an HTTP/1.0 client that asked for it
 */
public record ResponseFraming(
        Coding coding, long length, boolean sendsBody, boolean persistent, boolean announcesKeepAlive) {
    /** What ends a response. */
    public enum Coding {
        /** The empty line behind the head: there is no body. */
        NONE,
        /** As many bytes as Content-Length says, even if those aren't sent. */
        LENGTH,
        /** The last chunk. */
        CHUNKED,
        /** The end of the connection. */
        CLOSE
    }

    /**
     * Decides for a response about to be committed.
     *
     * @param head whether the request's method is HEAD
     * @param minorVersion of the request's HTTP/1 version
     * @param length of the body, if it is known or the application declared it, else -1
     * @param keepAlive whether the client, the application and the worker are all willing to go on
     */
    public static ResponseFraming of(boolean head, int minorVersion, int status, long length, boolean keepAlive) {
        if (status == 101) {
            return new ResponseFraming(Coding.NONE, -1, false, true, false); // goes on, though not as HTTP
        }
        boolean announce = keepAlive && minorVersion == 0;
        if (status < 200 || status == 204) {
            return new ResponseFraming(Coding.NONE, -1, false, keepAlive, announce);
        }
        if (status == 205) {
            // it has no content, but unlike 204 it must say so (RFC 9110 §15.3.6)
            return new ResponseFraming(Coding.LENGTH, 0, false, keepAlive, announce);
        }
        if (head || status == 304) {
            return new ResponseFraming(length < 0 ? Coding.NONE : Coding.LENGTH, length, false, keepAlive, announce);
        }
        if (length >= 0) {
            return new ResponseFraming(Coding.LENGTH, length, true, keepAlive, announce);
        }
        if (minorVersion > 0) {
            return new ResponseFraming(Coding.CHUNKED, -1, true, keepAlive, false);
        }
        return new ResponseFraming(Coding.CLOSE, -1, true, false, false);
    }

    /** The same for a request and its response; an application may say {@code Connection: close}. */
    public static ResponseFraming of(RequestHead request, ResponseHead response, long length, boolean keepAlive) {
        return of(
                request.isHead(),
                request.minorVersion(),
                response.status(),
                length,
                keepAlive && request.isKeepAlive() && !response.hasToken("Connection", "close"));
    }
}
