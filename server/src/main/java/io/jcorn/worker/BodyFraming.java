package io.jcorn.worker;

import io.jcorn.http.ChunkedDecoder;
import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * How a request's body is found among the bytes of its connection (RFC 9112 §6). Never blocks; belongs to whoever has
 * custody of the connection. Each method throws an {@link HttpException} if the body is malformed or the client has
 * closed before its end.
 */
sealed interface BodyFraming {
    /** The framing that {@code head} tells. @throws HttpException if the body is going to be longer than it may */
    static BodyFraming of(RequestHead head, Inbox inbox, Limits limits) throws HttpException {
        if (head.isChunked()) {
            return new Chunked(inbox, new ChunkedDecoder(limits.head(), limits.maxBody()));
        }
        if (head.contentLength() <= 0) {
            return None.BODY;
        }
        if (limits.maxBody() > 0 && head.contentLength() > limits.maxBody()) {
            throw new HttpException(HttpError.BODY_TOO_LARGE);
        }
        return new Length(inbox, head.contentLength());
    }

    /** Whether all of it was taken from the connection. */
    boolean isWhole();

    /** Moves what is there to {@code into}; true when that is all of it, or {@code most} bytes. */
    boolean prefetch(PrefetchedBytes into, int most) throws IOException;

    /** Reads what is there: the number of bytes, 0 if nothing is, -1 at the end. */
    int read(byte[] bytes, int offset, int length) throws IOException;

    /** How many bytes can be read for sure. */
    int available();

    /** Throws away what of the body is in the inbox. */
    void discard() throws IOException;

    default Map<String, String> trailers() {
        return Map.of();
    }

    private static int required(int read) throws HttpException {
        if (read < 0) {
            throw new HttpException(HttpError.INCOMPLETE_BODY);
        }
        return read;
    }

    /** No body at all. */
    enum None implements BodyFraming {
        BODY;

        @Override
        public boolean isWhole() {
            return true;
        }

        @Override
        public boolean prefetch(PrefetchedBytes into, int most) {
            return true;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return -1;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void discard() {
            // nothing is there
        }
    }

    /** As long as Content-Length says (§6.2). */
    final class Length implements BodyFraming {
        private final Inbox inbox;
        private long remaining;

        Length(Inbox inbox, long length) {
            this.inbox = inbox;
            this.remaining = length;
        }

        @Override
        public boolean isWhole() {
            return remaining == 0;
        }

        @Override
        public boolean prefetch(PrefetchedBytes into, int most) throws IOException {
            if (!into.isAllocated() && most > 0) {
                into.allocate((int) Math.min(remaining, most));
            }
            while (remaining > 0 && into.count() < most) {
                int n = required(into.fill(inbox, (int) Math.min(remaining, most - into.count())));
                if (n == 0) {
                    return false;
                }
                remaining -= n;
            }
            return true;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (remaining == 0) {
                return -1;
            }
            int n = required(inbox.read(bytes, offset, (int) Math.min(length, remaining)));
            remaining -= n;
            return n;
        }

        @Override
        public int available() {
            return (int) Math.min(remaining, inbox.available());
        }

        @Override
        public void discard() {
            int n = available();
            inbox.consume(n);
            remaining -= n;
        }
    }

    /** In the chunked transfer coding (§7.1). */
    record Chunked(Inbox inbox, ChunkedDecoder decoder) implements BodyFraming {
        @Override
        public boolean isWhole() {
            return decoder.isFinished();
        }

        @Override
        public boolean prefetch(PrefetchedBytes into, int most) throws IOException {
            while (!decoder.isFinished() && into.count() < most) {
                if (inbox.isEmpty() && required(inbox.fill()) == 0) {
                    return false;
                }
                decode(into::append);
            }
            return true;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer into = ByteBuffer.wrap(bytes, offset, length);
            while (!decoder.isFinished() && into.position() == offset) {
                if (inbox.isEmpty() && required(inbox.fill()) == 0) {
                    return 0;
                }
                decode((from, at, count) -> {
                    int n = Math.min(count, into.remaining());
                    into.put(from, at, n);
                    return n;
                });
            }
            return into.position() > offset ? into.position() - offset : -1;
        }

        private void decode(ChunkedDecoder.Sink sink) throws HttpException {
            inbox.consume(decoder.decode(inbox.bytes(), inbox.start(), inbox.end(), sink));
        }

        @Override
        public int available() {
            return 0; // what is there may be no data
        }

        @Override
        public void discard() throws IOException {
            decode((bytes, offset, count) -> count);
        }

        @Override
        public Map<String, String> trailers() {
            return decoder.trailers();
        }
    }

    /** All that comes, until the client closes: a connection that was upgraded to something else. */
    record Raw(Inbox inbox) implements BodyFraming {
        @Override
        public boolean isWhole() {
            return false;
        }

        @Override
        public boolean prefetch(PrefetchedBytes into, int most) {
            return true;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return inbox.read(bytes, offset, length);
        }

        @Override
        public int available() {
            return inbox.available();
        }

        @Override
        public void discard() {
            inbox.consume(inbox.available());
        }
    }
}
