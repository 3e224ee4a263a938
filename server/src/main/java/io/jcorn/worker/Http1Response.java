package io.jcorn.worker;

import io.jcorn.app.ClientGoneException;
import io.jcorn.app.Response;
import io.jcorn.http.ByteSink;
import io.jcorn.http.ChunkedEncoder;
import io.jcorn.http.ResponseFraming;
import io.jcorn.http.ResponseFraming.Coding;
import io.jcorn.http.ResponseHead;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The response of an HTTP/1 exchange. Belongs to the exchange's holder.
 *
 * <p>The body collects in a {@link ResponseBuffer}. One that the socket doesn't take at once stays with the
 * {@link Outbox} and a new one is begun.
 */
final class Http1Response implements Response {
    /** A body up to this size is copied behind its head, so that one plain write sends both. */
    private static final int COPY_BYTES = 4096;

    private final Http1Exchange exchange;
    private final ResponseHead head = new ResponseHead();
    private final ResponseBuffer buffer = new ResponseBuffer();
    private long written;
    /** Body bytes that the framing still allows to be sent; what is written beyond is dropped. */
    private long allowed = Long.MAX_VALUE;

    private ResponseFraming framing;
    private Supplier<Map<String, String>> trailers;
    private boolean finished;
    private boolean raw;
    private long sent;

    Http1Response(Http1Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public ResponseHead head() {
        return head;
    }

    @Override
    public boolean isCommitted() {
        return framing != null;
    }

    @Override
    public int bufferSize() {
        return buffer.size();
    }

    @Override
    public void bufferSize(int bytes) {
        buffer.size(bytes);
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void resetBuffer() {
        if (isCommitted()) {
            throw new IllegalStateException("the response is committed");
        }
        buffer.clear();
        written = 0;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (finished) {
            return;
        }
        written += length;
        if (exchange.request().isHead()) {
            return;
        }
        int from = offset;
        int left = length;
        while (left > 0) {
            if (buffer.isFull()) {
                push();
            }
            left = (int) Math.min(left, allowed - buffer.count()); // the rest is dropped; how much may change by a push
            int n = buffer.add(bytes, from, left);
            from += n;
            left -= n;
        }
    }

    /** Sends what is in the buffer; blocks while the client leaves too much of the response to us. */
    private void push() throws IOException {
        ByteSink committed = isCommitted() ? null : commit(head.contentLength());
        send(committed, takeData(false));
        try {
            exchange.outbox()
                    .awaitAtMost(
                            exchange.limits().responseBuffer(),
                            exchange.limits().writeNanos());
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new ClientGoneException(e);
        } finally {
            exchange.progress();
        }
    }

    @Override
    public void flush() throws IOException {
        if (!finished) {
            push();
            buffer.release(); // what comes next may be long in coming
        }
    }

    private ByteSink commit(long length) throws IOException {
        framing = exchange.framing(head, length);
        allowed = framing.sendsBody() ? (framing.coding() == Coding.LENGTH ? framing.length() : Long.MAX_VALUE) : 0;
        buffer.truncate(allowed);
        ByteSink sink = new ByteSink(256 + Math.min(buffer.count(), COPY_BYTES) + 16);
        exchange.encoder().encode(head, framing, sink);
        return sink;
    }

    /** The length of a body that is whole: declared, or what was written; unknown where that says nothing. */
    private long finalLength() {
        long declared = head.contentLength();
        boolean silent = exchange.request().isHead() || head.status() == 304;
        return declared >= 0 || silent && written == 0 ? declared : written;
    }

    /** The data as it goes out; null if there is none. */
    private ByteBuffer takeData(boolean last) {
        sent += buffer.count();
        allowed -= buffer.count();
        boolean chunked = !raw && framing.coding() == Coding.CHUNKED;
        return chunked ? buffer.takeChunk(last && trailers == null) : buffer.take();
    }

    private void send(ByteSink committed, ByteBuffer data) throws ClientGoneException {
        exchange.progress();
        try {
            send(committed, data, exchange.outbox());
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    private void send(ByteSink committed, ByteBuffer data, Outbox outbox) throws IOException {
        if (committed == null) {
            if (data != null) {
                outbox.send(data);
                keepOrReuse(data);
            }
            return;
        }
        if (data != null && data.remaining() <= COPY_BYTES) {
            committed.put(data);
            outbox.send(wrap(committed));
        } else if (data == null) {
            outbox.send(wrap(committed));
        } else {
            outbox.send(wrap(committed), data);
            keepOrReuse(data);
        }
    }

    private void keepOrReuse(ByteBuffer data) {
        if (data.hasRemaining()) {
            buffer.giveAway(); // it waits in the outbox
        }
    }

    private static ByteBuffer wrap(ByteSink sink) {
        return ByteBuffer.wrap(sink.array(), 0, sink.length());
    }

    @Override
    public void sendFile(FileChannel file, long position, long length) throws IOException {
        if (isCommitted() && framing.coding() == Coding.CHUNKED) {
            copy(file, position, length, this);
            return;
        }
        written += length;
        long n;
        try {
            long declared = head.contentLength();
            ByteSink committed = isCommitted() ? null : commit(declared >= 0 ? declared : written);
            send(committed, takeData(false));
            n = Math.min(length, allowed);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        allowed -= n;
        sent += n;
        finished = true;
        if (n > 0) {
            exchange.outbox().send(file, position, n);
        } else {
            file.close();
        }
    }

    static void copy(FileChannel file, long position, long length, Response to) throws IOException {
        try (file) {
            ByteBuffer block = ByteBuffer.allocate(ResponseBuffer.DEFAULT_BYTES);
            long at = position;
            while (at < position + length) {
                block.clear().limit((int) Math.min(block.capacity(), position + length - at));
                int n = file.read(block, at);
                if (n <= 0) {
                    throw new IOException("file became shorter while it was sent");
                }
                to.write(block.array(), 0, n);
                at += n;
            }
        }
    }

    @Override
    public boolean isWritable() {
        return !exchange.outbox().isWaiting();
    }

    @Override
    public void onWritable(Runnable callback) {
        exchange.outbox().onWritable(() -> exchange.execute(callback));
    }

    @Override
    public void trailers(Supplier<Map<String, String>> supplier) {
        trailers = supplier;
    }

    @Override
    public void sendInterim(ResponseHead interim) throws IOException {
        if (isCommitted()) {
            throw new IllegalStateException("the response is committed");
        }
        if (exchange.request().minorVersion() == 0) {
            return; // a client of HTTP/1.0 doesn't know them (RFC 9110 §15.2)
        }
        ByteSink sink = new ByteSink(256);
        exchange.encoder().encodeInterim(interim, sink);
        exchange.outbox().send(wrap(sink));
    }

    /** Commits a 101 and makes what is written from now on go out as it is. */
    void upgrade() throws IOException {
        send(commit(-1), null);
        raw = true;
        allowed = Long.MAX_VALUE;
    }

    /** Sends what is left and ends the body. Never blocks. Returns whether the message was whole. */
    boolean finish() throws IOException {
        if (!finished) {
            finished = true;
            ByteSink committed = null;
            if (!isCommitted()) {
                // trailers need chunks to follow (RFC 9112 §7.1.2)
                committed = commit(trailers == null ? finalLength() : -1);
            }
            send(committed, takeData(true));
            if (trailers != null && framing.coding() == Coding.CHUNKED) {
                ByteSink end = new ByteSink(128);
                Map<String, String> fields = trailers.get();
                ChunkedEncoder.putLast(fields == null ? Map.of() : fields, end);
                exchange.outbox().send(wrap(end));
            }
        }
        return framing.coding() != Coding.LENGTH || !framing.sendsBody() || sent == framing.length();
    }

    /** The exchange is over, however it ended: what is written now is dropped. */
    void release() {
        finished = true;
        buffer.release();
    }

    /** Whether the connection may go on after this response; known once it is committed. */
    boolean isPersistent() {
        return framing != null && framing.persistent() && !raw;
    }

    /** Body bytes sent, or left to the outbox. */
    long sent() {
        return sent;
    }
}
