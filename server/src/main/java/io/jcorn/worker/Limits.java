package io.jcorn.worker;

import io.jcorn.http.HeadLimits;

/**
 * How much and how long a client may: what of the settings a connection looks at. Times are in nanoseconds, 0 is off.
 *
 * @param head of requests
 * @param headNanos for a whole head, from its first byte
 * @param handshakeNanos from the connection until TLS is agreed on
 * @param bodyNanos between two bytes of a body
 * @param writeNanos without the client taking a byte
 * @param minBodyRate bytes a second of a body, once it has kept us waiting for {@code bodyNanos}
 * @param minWriteRate bytes a second of a response, once it has waited for {@code writeNanos}
 * @param keepAliveNanos between two requests
 * @param connectionRequests how many requests a connection may have
 * @param bodyBuffer bytes of a body that come in by the event loop, before the request gets a thread
 * @param responseBuffer bytes of a response that a slow client may leave in memory before its writer blocks
 * @param maxBody bytes; the longest body
 */
record Limits(
        HeadLimits head,
        long headNanos,
        long handshakeNanos,
        long bodyNanos,
        long writeNanos,
        int minBodyRate,
        int minWriteRate,
        long keepAliveNanos,
        long connectionRequests,
        int bodyBuffer,
        int responseBuffer,
        long maxBody) {
    /** Whether a client has kept us waiting for so long with so little of a body. */
    boolean isBodyTooSlow(long waitedNanos, long bytes) {
        return isTooSlow(waitedNanos, bytes, bodyNanos, minBodyRate);
    }

    boolean isWriteTooSlow(long waitedNanos, long bytes) {
        return isTooSlow(waitedNanos, bytes, writeNanos, minWriteRate);
    }

    private static boolean isTooSlow(long waitedNanos, long bytes, long patience, int rate) {
        return patience > 0 && waitedNanos > patience && bytes < rate * (waitedNanos / 1e9);
    }
}
