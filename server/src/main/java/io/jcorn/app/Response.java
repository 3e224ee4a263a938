package io.jcorn.app;

import io.jcorn.http.ResponseHead;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The response of an exchange: a head that can change until it is committed, and a body.
 *
 * <p>Body bytes collect in a buffer. When it overflows or is flushed, the response is <em>committed</em>: head and
 * bytes leave, framed by the head's Content-Length, else chunked (RFC 9112 §7.1), else by closing. A response that is
 * finished before it was committed gets its Content-Length by itself. Bytes beyond a declared Content-Length are
 * dropped; a body that falls short of it closes the connection. To HEAD, 1xx, 204 and 304 no body is sent.
 * Used by one thread at a time.
 */
public interface Response {
    ResponseHead head();

    boolean isCommitted();

    /** The size of the buffer in bytes; {@code bytes} may only be set while nothing was written. */
    int bufferSize();

    void bufferSize(int bytes);

    /** How many body bytes were written in all, whether sent or still in the buffer. */
    long written();

    /** Throws away the buffered body, not the head. @throws IllegalStateException if committed */
    void resetBuffer();

    /**
     * Writes body bytes; blocks while the client is slower than the worker's write limit allows.
     *
     * @throws ClientGoneException if the connection broke, or the client took nothing for too long
     */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Commits, and sends what is buffered as far as the client takes it; the rest follows by itself. */
    void flush() throws IOException;

    /**
     * Ends the body with a region of a file, sent without copying. Takes over the channel and closes it. Doesn't
     * block: the event loop sends what the client doesn't take at once. Nothing may be written after it.
     */
    void sendFile(FileChannel file, long position, long count) throws IOException;

    /** Whether {@link #write} would not block now. */
    boolean isWritable();

    /** Has {@code callback} run once, on a request thread, as soon as {@link #isWritable()}, or the client is gone. */
    void onWritable(Runnable callback);

    /** Trailer fields to send behind a chunked body; asked for when the body ends. */
    void trailers(Supplier<Map<String, String>> trailers);

    /**
     * Sends an interim response (RFC 9110 §15.2) with {@code head}'s fields now: 103 or another 1xx but 101.
     *
     * @throws IllegalStateException if committed
     */
    void sendInterim(ResponseHead head) throws IOException;
}
