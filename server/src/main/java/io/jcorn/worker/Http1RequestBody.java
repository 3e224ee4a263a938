package io.jcorn.worker;

import io.jcorn.app.RequestBody;
import io.jcorn.http.ByteSink;
import io.jcorn.http.ChunkedDecoder;
import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The body of an HTTP/1 request: of known length, chunked, or none; after an upgrade, all that comes.
 *
 * <p>Belongs to whoever has custody of the connection. The loop first lets a small body come in by {@link #prefetch};
 * what is then not yet here is read by the exchange's holder, who blocks or asks to be called.
 */
final class Http1RequestBody implements RequestBody {
    private final Http1Exchange exchange;
    private final Inbox inbox;
    private final boolean expectsContinue;
    private ChunkedDecoder decoder;
    /** What of a body of known length, or of an upgraded connection, is still to be read from the inbox. */
    private long remaining;

    private final PrefetchedBytes ready = new PrefetchedBytes();
    private boolean continueSent;
    private boolean upgraded;
    private HttpException failure;
    /** Since when a non-blocking reader has waited, by {@link System#nanoTime}; 0 if none does. */
    private volatile long waitingSince;

    Http1RequestBody(Http1Exchange exchange) throws HttpException {
        RequestHead head = exchange.request();
        this.exchange = exchange;
        this.inbox = exchange.inbox();
        this.expectsContinue = head.expectsContinue();
        this.remaining = Math.max(0, head.contentLength());
        long most = exchange.limits().maxBody();
        this.decoder = head.isChunked() ? new ChunkedDecoder(exchange.limits().head(), most) : null;
        if (most > 0 && remaining > most) {
            throw new HttpException(HttpError.BODY_TOO_LARGE);
        }
    }

    // ---- the loop's side

    /** Takes in what is there; true when the body is whole, or larger than {@code most} bytes and so won't be waited for. */
    boolean prefetch(int most) throws IOException {
        return decoder == null ? prefetchLength(most) : prefetchChunked(most);
    }

    private boolean prefetchLength(int most) throws IOException {
        if (remaining == 0 || !ready.isAllocated() && remaining > most) {
            return true;
        }
        if (!ready.isAllocated()) {
            ready.allocate((int) remaining);
        }
        while (remaining > 0) {
            int n = ready.fill(inbox, (int) remaining);
            if (n < 0) {
                throw new HttpException(HttpError.INCOMPLETE_BODY);
            }
            if (n == 0) {
                return false;
            }
            remaining -= n;
        }
        return true;
    }

    private boolean prefetchChunked(int most) throws IOException {
        while (!decoder.isFinished() && ready.count() < most) {
            if (inbox.isEmpty()) {
                int n = inbox.fill();
                if (n < 0) {
                    throw new HttpException(HttpError.INCOMPLETE_BODY);
                }
                if (n == 0) {
                    return false;
                }
            }
            inbox.consume(decoder.decode(inbox.bytes(), inbox.start(), inbox.end(), ready::append));
        }
        return true;
    }

    /** Whether the whole body is here, so that no reader will have to wait for the client. */
    boolean isPrefetched() {
        return decoder == null ? remaining == 0 : decoder.isFinished();
    }

    /** Throws away what of the body is here; false if there is more of it to come, which nobody will wait for. */
    boolean discard(int most) throws IOException {
        ready.clear();
        int left = most;
        while (!isPrefetched() && failure == null && !isRefused() && left > 0) {
            if (inbox.isEmpty() && inbox.fill() <= 0) {
                return false;
            }
            left -= inbox.available();
            discardInbox();
        }
        return isPrefetched();
    }

    private void discardInbox() {
        if (decoder == null) {
            int n = (int) Math.min(remaining, inbox.available());
            inbox.consume(n);
            remaining -= n;
            return;
        }
        try {
            inbox.consume(decoder.decode(inbox.bytes(), inbox.start(), inbox.end(), (bytes, offset, count) -> count));
        } catch (HttpException e) {
            failure = e; // the request is answered already: all that is left is to close
        }
    }

    /** Whether the client still waits for a 100 that it won't get: it may or may not send its body now. */
    boolean isRefused() {
        return expectsContinue && !continueSent && !isPrefetched();
    }

    /** What was wrong with the body, as its reader was told; null if nothing was. */
    HttpException failure() {
        return failure;
    }

    // ---- the holder's side

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            int n = readNow(bytes, offset, length);
            if (n != 0) {
                exchange.progress();
                return n;
            }
            awaitInput();
        }
    }

    private void awaitInput() throws IOException {
        boolean came;
        try {
            came = exchange.custody()
                    .awaitInput(upgraded ? 0 : exchange.limits().bodyNanos());
        } finally {
            exchange.progress();
        }
        if (!came) {
            throw fail(new HttpException(HttpError.BODY_TIMEOUT));
        }
    }

    /** Reads without blocking: 0 if nothing is here, -1 at the end. */
    private int readNow(byte[] bytes, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (!ready.isEmpty()) {
            return ready.read(bytes, offset, length);
        }
        if (isPrefetched()) {
            return -1;
        }
        sendContinue();
        try {
            return decoder == null ? readLength(bytes, offset, length) : readChunked(bytes, offset, length);
        } catch (HttpException e) {
            throw fail(e);
        }
    }

    private int readLength(byte[] bytes, int offset, int length) throws IOException {
        int n = inbox.read(bytes, offset, (int) Math.min(length, remaining));
        if (n < 0 && !upgraded) {
            throw incomplete();
        }
        if (n > 0 && !upgraded) {
            remaining -= n;
        }
        return n;
    }

    private int readChunked(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(bytes, offset, length);
        while (true) {
            if (inbox.isEmpty()) {
                int n = inbox.fill();
                if (n < 0) {
                    throw incomplete();
                }
                if (n == 0) {
                    return 0;
                }
            }
            inbox.consume(decoder.decode(inbox.bytes(), inbox.start(), inbox.end(), (from, at, count) -> {
                int n = Math.min(count, into.remaining());
                into.put(from, at, n);
                return n;
            }));
            if (into.position() > offset) {
                return into.position() - offset;
            }
            if (decoder.isFinished()) {
                return -1;
            }
        }
    }

    private EOFException incomplete() {
        fail(new HttpException(HttpError.INCOMPLETE_BODY));
        return new EOFException("the client closed the connection before the end of the request body");
    }

    private HttpException fail(HttpException e) {
        failure = e;
        return e;
    }

    private void sendContinue() throws IOException {
        if (expectsContinue && !continueSent && !exchange.response().isCommitted()) {
            continueSent = true;
            ByteSink sink = new ByteSink(32);
            exchange.encoder().encodeContinue(sink);
            exchange.outbox().send(ByteBuffer.wrap(sink.array(), 0, sink.length()));
        }
    }

    @Override
    public int available() throws IOException {
        if (ready.isEmpty() && !isPrefetched() && failure == null && !pull()) {
            return 0;
        }
        if (!ready.isEmpty()) {
            return ready.count();
        }
        return decoder == null ? (int) Math.min(remaining, inbox.available()) : 0;
    }

    /** Takes in what has come, so that a read would not block; false if nothing has. */
    private boolean pull() throws IOException {
        sendContinue();
        if (decoder == null) {
            return !inbox.isEmpty() || inbox.fill() != 0;
        }
        ready.clear();
        try {
            boolean whole = prefetchChunked(1);
            return whole || !ready.isEmpty();
        } catch (HttpException e) {
            fail(e);
            return true;
        }
    }

    @Override
    public boolean isReady() {
        try {
            return !ready.isEmpty() || isPrefetched() || failure != null || inbox.isEof() || pull();
        } catch (IOException e) {
            return true; // a read will tell
        }
    }

    @Override
    public boolean isFinished() {
        return ready.isEmpty() && isPrefetched();
    }

    @Override
    public void onReadable(Runnable callback) {
        if (isReady()) {
            exchange.execute(callback);
            return;
        }
        waitingSince = System.nanoTime();
        exchange.custody()
                .onInput(() -> exchange.execute(() -> {
                    waitingSince = 0;
                    if (isReady()) {
                        callback.run();
                    } else {
                        onReadable(callback);
                    }
                }));
    }

    /** The leader's: a non-blocking reader doesn't wait for ever either. */
    void sweep(long now) {
        long since = waitingSince;
        long limit = exchange.limits().bodyNanos();
        if (since != 0 && limit > 0 && now - since > limit && !upgraded) {
            waitingSince = 0;
            failure = new HttpException(HttpError.BODY_TIMEOUT);
            exchange.custody().tellHolder();
        }
    }

    @Override
    public Map<String, String> trailers() {
        return decoder == null || !isFinished() ? Map.of() : decoder.trailers();
    }

    /** From now on the body is what comes on the connection, until its end. */
    void upgrade() {
        upgraded = true;
        decoder = null;
        remaining = Long.MAX_VALUE;
    }
}
