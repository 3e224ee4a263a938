package io.jcorn.worker;

import io.jcorn.app.ClientGoneException;
import io.jcorn.app.RequestBody;
import io.jcorn.http.ByteSink;
import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The body of an HTTP/1 request: what {@link BodyFraming} finds, with the waiting for it.
 *
 * <p>Belongs to whoever has custody of the connection. The loop first lets a small body come in by {@link #prefetch};
 * what is then not yet here is read by the exchange's holder, who blocks or asks to be called.
 */
final class Http1RequestBody implements RequestBody {
    private final Http1Exchange exchange;
    private final boolean expectsContinue;
    private final PrefetchedBytes ready;
    private BodyFraming framing;
    private boolean continueSent;
    private boolean upgraded;
    private HttpException failure;
    /** Since when a non-blocking reader has waited, by {@link System#nanoTime}; 0 if none does. */
    private volatile long waitingSince;
    /** How long readers have waited for the client in all, and what they have got. */
    private long waitedNanos;

    private long received;

    Http1RequestBody(Http1Exchange exchange) throws HttpException {
        RequestHead head = exchange.request();
        this.exchange = exchange;
        this.expectsContinue = head.expectsContinue();
        this.ready = new PrefetchedBytes(exchange.spareBodies());
        this.framing = BodyFraming.of(head, exchange.inbox(), exchange.limits());
    }

    // ---- the loop's side

    /**
     * Takes in what is there; true when the body is whole, or its rest won't be waited for: {@code most} bytes are here,
     * or the client wants to be asked for it.
     */
    boolean prefetch(int most) throws IOException {
        return isRefused() || framing.prefetch(ready, most);
    }

    /** Whether the whole body is here, so that no reader will have to wait for the client. */
    boolean isPrefetched() {
        return framing.isWhole();
    }

    /** The exchange is over: what nobody has read of the body is dropped. */
    void release() {
        ready.release();
    }

    /** Throws away what of the body is here; false if there is more of it to come, which nobody will wait for. */
    boolean discard(int most) throws IOException {
        Inbox inbox = exchange.inbox();
        int left = most;
        while (!isPrefetched() && failure == null && !isRefused() && left > 0) {
            if (inbox.isEmpty() && inbox.fill() <= 0) {
                return false;
            }
            left -= inbox.available();
            try {
                framing.discard();
            } catch (HttpException e) {
                failure = e; // the request is answered already: all that is left is to close
            }
        }
        return isPrefetched();
    }

    /** Whether the client still waits for a 100 that it won't get: it may or may not send its body now. */
    boolean isRefused() {
        return expectsContinue && !continueSent && !isPrefetched();
    }

    /** Whether too little has come for how long the client was waited for. */
    boolean isTooSlow(long waited) {
        return exchange.limits().isBodyTooSlow(waited, received + ready.count());
    }

    /** What was wrong with the body, as its reader was told; null if nothing was. */
    HttpException failure() {
        return failure;
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

    // ---- the holder's side

    /** Another worker asks the client for the body, or doesn't. */
    void leaveContinueToOthers() {
        continueSent = true;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            int n = readNow(bytes, offset, length);
            if (n != 0) {
                received += n;
                exchange.progress();
                return n;
            }
            awaitInput();
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
        sendContinue();
        try {
            return framing.read(bytes, offset, length);
        } catch (HttpException e) {
            failure = e;
            if (e.error() == HttpError.INCOMPLETE_BODY) {
                throw (EOFException) new EOFException(e.error().reason()).initCause(e);
            }
            throw e;
        } catch (IOException e) {
            failure = new HttpException(HttpError.INCOMPLETE_BODY);
            throw new ClientGoneException(e);
        }
    }

    private void awaitInput() throws IOException {
        boolean came;
        long begun = System.nanoTime();
        try {
            came = exchange.custody()
                    .awaitInput(upgraded ? 0 : exchange.limits().bodyNanos());
        } finally {
            exchange.progress();
        }
        waitedNanos += System.nanoTime() - begun;
        if (!came || !upgraded && isTooSlow(waitedNanos)) {
            failure = new HttpException(HttpError.BODY_TIMEOUT);
            throw failure;
        }
    }

    private void sendContinue() throws IOException {
        if (isRefused() && !exchange.response().isCommitted()) {
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
        return ready.isEmpty() ? framing.available() : ready.count();
    }

    /** Takes in what has come, so that a read would not block; false if nothing has. */
    private boolean pull() throws IOException {
        sendContinue();
        Inbox inbox = exchange.inbox();
        if (inbox.isEmpty() && inbox.fill() == 0) {
            return false;
        }
        if (framing.available() > 0 || inbox.isEof()) {
            return true;
        }
        ready.clear();
        try {
            return framing.prefetch(ready, 1) || !ready.isEmpty();
        } catch (HttpException e) {
            failure = e;
            return true;
        }
    }

    @Override
    public boolean isReady() {
        try {
            return !ready.isEmpty()
                    || isPrefetched()
                    || failure != null
                    || exchange.inbox().isEof()
                    || pull();
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
        onReadable(callback, exchange::execute);
    }

    /** The same with the callback where {@code on} runs it, which gets it from any thread. */
    void onReadable(Runnable callback, Executor on) {
        if (isReady()) {
            on.execute(callback);
            return;
        }
        if (upgraded) {
            exchange.inbox().shrink(); // it may be silent for hours
        }
        waitingSince = System.nanoTime();
        exchange.custody()
                .onInput(() -> on.execute(() -> {
                    endWait();
                    if (isReady()) {
                        callback.run();
                    } else {
                        onReadable(callback, on);
                    }
                }));
    }

    /** A non-blocking reader has waited; a failure is told by {@link #isReady} and the read that follows. */
    private void endWait() {
        long since = waitingSince;
        waitingSince = 0;
        waitedNanos += since == 0 ? 0 : System.nanoTime() - since;
        if (!upgraded && failure == null && isTooSlow(waitedNanos)) {
            failure = new HttpException(HttpError.BODY_TIMEOUT);
        }
    }

    @Override
    public Map<String, String> trailers() {
        return isFinished() ? framing.trailers() : Map.of();
    }

    /** From now on the body is what comes on the connection, until its end. */
    void upgrade() {
        upgraded = true;
        exchange.request().detach();
        exchange.inbox().shrink();
        framing = new BodyFraming.Raw(exchange.inbox());
    }
}
