package io.jcorn.app;

import java.io.IOException;
import java.util.Map;

/**
 * The body of a request (RFC 9112 §6), decoded from its transfer coding. One reader at a time.
 *
 * <p>A first read of a request with {@code Expect: 100-continue} sends the interim response (RFC 9110 §10.1.1).
 * After {@link Exchange#upgrade} it is the bytes of the connection until the peer closes.
 */
public interface RequestBody {
    /**
     * Reads up to {@code length} bytes, blocking until there is at least one.
     *
     * @return the number read, or -1 at the end of the body
     * @throws java.io.EOFException if the peer closed before the end
     * @throws ClientGoneException if the connection broke
     * @throws io.jcorn.http.HttpException if the body is malformed, too large or too slow; the status says which
     */
    int read(byte[] bytes, int offset, int length) throws IOException;

    /** How many bytes can be read without blocking. 0 also at the end. */
    int available() throws IOException;

    /** Whether {@link #read} would return or throw at once: data, the end or an error is there. */
    boolean isReady();

    /** Whether the end was reached: every further read returns -1. */
    boolean isFinished();

    /** Has {@code callback} run once, on a request thread, as soon as {@link #isReady()}. Replaces an earlier one. */
    void onReadable(Runnable callback);

    /** The trailer fields (RFC 9110 §6.5) in lower case; empty until {@link #isFinished()} and where there were none. */
    Map<String, String> trailers();
}
