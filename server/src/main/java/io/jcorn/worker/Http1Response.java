package io.jcorn.worker;

import io.jcorn.app.Response;
import io.jcorn.http.ByteSink;
import io.jcorn.http.ChunkedEncoder;
import io.jcorn.http.ResponseFraming;
import io.jcorn.http.ResponseFraming.Coding;
import io.jcorn.http.ResponseHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The response of an HTTP/1 exchange. Belongs to the exchange's holder.
 *
 * <p>The body collects behind a gap that a chunk's size line fits into, so that a chunk leaves the buffer as one piece.
 * A buffer that the socket doesn't take at once stays with the {@link Outbox} and a new one is begun.
 */
final class Http1Response implements Response {
    /** Room for a chunk's size line before the data: eight digits and CRLF. */
    private static final int GAP = 10;
    /** Room behind the data: the chunk's CRLF and a last chunk without trailers. */
    private static final int END = 2 + 5;

    private static final int FIRST_BYTES = 512;
    private static final int DEFAULT_BYTES = 32 * 1024;
    /** A body up to this size is copied behind its head, so that one plain write sends both. */
    private static final int COPY_BYTES = 4096;

    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private final Http1Exchange exchange;
    private final ResponseHead head = new ResponseHead();
    private int bufferSize = DEFAULT_BYTES;
    private byte[] buffer;
    private int count;
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
        return bufferSize;
    }

    @Override
    public void bufferSize(int bytes) {
        bufferSize = Math.max(bytes, FIRST_BYTES);
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
        count = 0;
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
        int left = (int) Math.min(length, allowed);
        while (left > 0) {
            int n = Math.min(left, room(left));
            System.arraycopy(bytes, from, buffer, GAP + count, n);
            count += n;
            from += n;
            left -= n;
            if (count == bufferSize && left > 0 || count > bufferSize) {
                push();
                left = (int) Math.min(left, allowed);
            }
        }
    }

    /** How many bytes can be added; more than 0, makes the buffer larger while it may be. */
    private int room(int wanted) throws IOException {
        if (count >= bufferSize) {
            push();
        }
        int capacity = Math.min(bufferSize, Math.max(FIRST_BYTES, count + wanted));
        if (buffer == null) {
            buffer = new byte[GAP + capacity + END];
        } else if (buffer.length - GAP - END < capacity) {
            int grown = Math.min(bufferSize, Math.max(capacity, 4 * (buffer.length - GAP - END)));
            buffer = Arrays.copyOf(buffer, GAP + grown + END);
        }
        return buffer.length - GAP - END - count;
    }

    /** Sends what is in the buffer; blocks while the client leaves too much of the response to us. */
    private void push() throws IOException {
        ByteSink committed = isCommitted() ? null : commit(declaredLength());
        send(committed, takeData(false));
        exchange.outbox()
                .awaitAtMost(
                        exchange.limits().responseBuffer(), exchange.limits().writeNanos());
    }

    @Override
    public void flush() throws IOException {
        if (!finished) {
            push();
        }
    }

    private ByteSink commit(long length) throws IOException {
        framing = exchange.framing(head, length);
        allowed = framing.sendsBody() ? (framing.coding() == Coding.LENGTH ? framing.length() : Long.MAX_VALUE) : 0;
        count = (int) Math.min(count, allowed);
        ByteSink sink = new ByteSink(256 + Math.min(count, COPY_BYTES) + END);
        exchange.encoder().encode(head, framing, sink);
        return sink;
    }

    private long declaredLength() {
        String declared = head.field("Content-Length");
        if (declared == null) {
            return -1;
        }
        try {
            return Long.parseLong(declared);
        } catch (NumberFormatException e) {
            return -1; // not what a number looks like: the framing is ours to choose
        }
    }

    /** The length of a body that is whole: declared, or what was written; unknown where that says nothing. */
    private long finalLength() {
        long declared = declaredLength();
        if (trailers != null) {
            return declared; // they need chunks, however short the body is (RFC 9112 §7.1.2)
        }
        boolean silent = exchange.request().isHead() || head.status() == 304;
        return declared >= 0 || silent && written == 0 ? declared : written;
    }

    /** The data as it goes out; null if there is none. Its array belongs to the taker if it isn't wholly sent. */
    private ByteBuffer takeData(boolean last) {
        int from = GAP;
        int to = GAP + count;
        boolean chunked = !raw && framing.coding() == Coding.CHUNKED;
        if (count == 0) {
            if (!last || !chunked) {
                return null;
            }
            if (buffer == null) {
                buffer = new byte[GAP + END];
            }
        }
        sent += count;
        allowed -= count;
        if (chunked) {
            if (count > 0) {
                from = putSizeBackwards(count);
                to = put(CRLF, to);
            }
            if (last && trailers == null) {
                to = put(LAST_CHUNK, to);
            }
        }
        count = 0;
        return ByteBuffer.wrap(buffer, from, to - from);
    }

    private int putSizeBackwards(int size) {
        int at = put(CRLF, GAP - 2) - 2;
        for (int rest = size; rest > 0; rest >>>= 4) {
            buffer[--at] = (byte) Character.forDigit(rest & 0xf, 16);
        }
        return at;
    }

    private int put(byte[] bytes, int at) {
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
        return at + bytes.length;
    }

    private void send(ByteSink committed, ByteBuffer data) throws IOException {
        Outbox outbox = exchange.outbox();
        exchange.progress();
        if (committed == null) {
            if (data != null) {
                outbox.send(data);
                keepOrReuse(data);
            }
            return;
        }
        if (data != null && data.remaining() <= COPY_BYTES) {
            committed.put(buffer, data.position(), data.remaining());
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
            buffer = null; // it waits in the outbox
        }
    }

    private static ByteBuffer wrap(ByteSink sink) {
        return ByteBuffer.wrap(sink.array(), 0, sink.length());
    }

    @Override
    public void sendFile(FileChannel file, long position, long length) throws IOException {
        if (isCommitted() && framing.coding() == Coding.CHUNKED) {
            copy(file, position, length);
            return;
        }
        long declared = declaredLength();
        written += length;
        ByteSink committed = isCommitted() ? null : commit(declared >= 0 ? declared : written);
        send(committed, takeData(false));
        long n = Math.min(length, allowed);
        allowed -= n;
        sent += n;
        finished = true;
        if (n > 0) {
            exchange.outbox().send(file, position, n);
        } else {
            file.close();
        }
    }

    private void copy(FileChannel file, long position, long length) throws IOException {
        try (file) {
            ByteBuffer block = ByteBuffer.allocate(DEFAULT_BYTES);
            long at = position;
            while (at < position + length) {
                block.clear().limit((int) Math.min(block.capacity(), position + length - at));
                int n = file.read(block, at);
                if (n <= 0) {
                    throw new IOException("file became shorter while it was sent");
                }
                write(block.array(), 0, n);
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
                committed = commit(finalLength());
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

    /** Whether the connection may go on after this response; known once it is committed. */
    boolean isPersistent() {
        return framing != null && framing.persistent() && !raw;
    }

    /** Body bytes sent, or left to the outbox. */
    long sent() {
        return sent;
    }
}
