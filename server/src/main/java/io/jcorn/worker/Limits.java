package io.jcorn.worker;

import io.jcorn.http.HeadLimits;
import java.time.Duration;

/**
 * How much and how long a client may: what of the settings a connection looks at. Times are in nanoseconds, 0 is off.
 *
 * @param head of requests
 * @param headNanos for a whole head, from its first byte
 * @param handshakeNanos from the connection until TLS is agreed on
 * @param bodyNanos between two bytes of a body
 * @param writeNanos without the client taking a byte
 * @param keepAliveNanos between two requests
 * @param bodyBuffer bytes; a body that is no longer waits in the event loop until it is whole
 * @param responseBuffer bytes of a response that a slow client may leave in memory before its writer blocks
 * @param maxBody bytes; the longest body
 */
record Limits(
        HeadLimits head,
        long headNanos,
        long handshakeNanos,
        long bodyNanos,
        long writeNanos,
        long keepAliveNanos,
        int bodyBuffer,
        int responseBuffer,
        long maxBody) {
    static long nanos(Duration duration) {
        return duration.toNanos();
    }
}
