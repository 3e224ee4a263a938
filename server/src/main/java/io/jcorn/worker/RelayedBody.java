package io.jcorn.worker;

import io.jcorn.http.ByteSink;
import io.jcorn.http.ChunkedEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

/**
 * What the client sends for a request that another worker has: the body in the framing that its head tells, or the bytes
 * of a connection that has left HTTP. The loop leader's.
 */
final class RelayedBody {
    /** Of data that are read at a time. */
    private static final int PART_BYTES = 16 * 1024;

    private final Http1RequestBody body;
    private final RelayLink link;
    private final Executor leader;
    private boolean chunked;
    private boolean raw;
    private boolean sent;
    /** Whether the client has been asked for more. */
    private boolean waiting;
    /** Both are free again when the link has nothing left to send. */
    private byte[] part;

    private ByteSink chunk;

    /** @param leader runs what it gets on the loop's leader, and has {@link #pump} called again */
    RelayedBody(Http1Exchange exchange, RelayLink link, Executor leader) {
        this.body = exchange.requestBody();
        this.link = link;
        this.leader = leader;
        this.chunked = exchange.request().isChunked();
        this.sent = !exchange.request().hasBody();
        body.leaveContinueToOthers();
    }

    /** The connection has left HTTP: all that comes is sent, until the client closes. */
    void switched() {
        body.upgrade();
        raw = true;
        chunked = false;
        sent = false;
    }

    /** Whether the other worker has all of it. */
    boolean isSent() {
        return sent && !link.isWaiting();
    }

    /** Sends what is here, as long as the link takes it. */
    void pump() throws IOException {
        while (!sent && !waiting && !link.isWaiting()) {
            if (!body.isReady()) {
                waiting = true;
                body.onReadable(() -> waiting = false, leader);
                return;
            }
            if (part == null) {
                part = new byte[PART_BYTES];
            }
            int n = body.read(part, 0, part.length);
            if (n < 0) {
                end();
            } else if (chunked) {
                sendChunk(n);
            } else {
                link.send(ByteBuffer.wrap(part, 0, n));
            }
        }
    }

    private void sendChunk(int length) {
        ByteSink sink = emptyChunk();
        ChunkedEncoder.putSize(length, sink);
        sink.put(part, 0, length);
        ChunkedEncoder.putEnd(sink);
        link.send(ByteBuffer.wrap(sink.array(), 0, sink.length()));
    }

    private ByteSink emptyChunk() {
        if (chunk == null) {
            chunk = new ByteSink(PART_BYTES + 2 * ChunkedEncoder.MAX_SIZE_BYTES);
        }
        chunk.clear();
        return chunk;
    }

    private void end() throws IOException {
        sent = true;
        if (chunked) {
            ByteSink sink = emptyChunk();
            ChunkedEncoder.putLast(body.trailers(), sink);
            link.send(ByteBuffer.wrap(sink.array(), 0, sink.length()));
        } else if (raw) {
            link.shutdownOutput();
        }
    }
}
