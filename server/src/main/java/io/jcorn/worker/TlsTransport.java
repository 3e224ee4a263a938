package io.jcorn.worker;

import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * TLS over a socket by a JSSE engine. Reading does the handshake too: until that is done there is nothing to read.
 *
 * <pre>
 *  HANDSHAKE ──done──► OPEN          no selector tells of whole records that wait here: hasInput() does
 *      │ ▲                │
 *      ▼ │ task done      └─broken─► RAW: what comes is no longer understood, and thrown away by whoever lingers
 *   COMPUTING
 * </pre>
 *
 * A key is computed on another thread, while nobody may read. Plaintext counts as written once its record is: what the
 * socket doesn't take of a record waits in {@link TlsOutput}.
 */
final class TlsTransport extends Transport {
    private static final int RECORD_HEADER = 5;
    private static final int HANDSHAKE_RECORD = 22;

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final Consumer<Runnable> offload;
    private final TlsOutput output;
    /** Records that came and weren't decrypted, ready to be read; empty arrays while nothing is there. */
    private ByteBuffer received = TlsOutput.NOTHING;
    /** Plaintext for which a reader had no room, ready to be read. */
    private ByteBuffer decrypted = TlsOutput.NOTHING;

    private boolean begun;
    private boolean open;
    private boolean raw;
    /** Until {@link #resume}, not just until the task is done: who has it done comes back, and only then may somebody read on. */
    private boolean computing;

    private boolean computed;

    /** @param offload runs a task on another thread, and has this transport resumed when that is done */
    TlsTransport(SocketChannel channel, SSLEngine engine, Consumer<Runnable> offload) {
        this.channel = channel;
        this.engine = engine;
        this.offload = offload;
        this.output = new TlsOutput(channel, engine);
    }

    SSLEngine engine() {
        return engine;
    }

    @Override
    boolean hasInput() {
        return !raw && !computing && (computed || decrypted.hasRemaining() || open && hasWholeRecord());
    }

    @Override
    boolean isHandshaking() {
        return !open && !raw;
    }

    private boolean hasWholeRecord() {
        return received.remaining() >= RECORD_HEADER
                && received.remaining() >= RECORD_HEADER + (received.getShort(received.position() + 3) & 0xffff);
    }

    @Override
    int read(ByteBuffer into) throws IOException {
        if (raw) {
            return channel.read(into);
        }
        if (computing) {
            return 0;
        }
        computed = false;
        try {
            return open ? readOpen(into) : readHandshake(into);
        } catch (SSLException e) {
            output.alert();
            raw = true;
            output.raw();
            throw e;
        }
    }

    private int readHandshake(ByteBuffer into) throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    compute();
                    return 0;
                }
                case NEED_WRAP -> output.handshake();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    Status status = engine.unwrap(received, TlsOutput.NOTHING).getStatus();
                    int n = status == Status.BUFFER_UNDERFLOW ? receive() : 1;
                    if (n <= 0 || status == Status.CLOSED) {
                        return status == Status.CLOSED ? -1 : n;
                    }
                    if (!begun) {
                        begun = true;
                        checkFirstByte();
                    }
                }
                case NOT_HANDSHAKING, FINISHED -> {
                    open = true;
                    return readOpen(into);
                }
            }
        }
    }

    /** Somebody who speaks HTTP to a port that speaks TLS is told so. */
    private void checkFirstByte() throws HttpException {
        if (received.get(received.position()) != HANDSHAKE_RECORD) {
            raw = true;
            output.raw();
            throw new HttpException(HttpError.PLAIN_HTTP_TO_TLS);
        }
    }

    private void compute() {
        Runnable task = engine.getDelegatedTask();
        if (task == null) {
            return;
        }
        computing = true;
        offload.accept(() -> {
            for (Runnable next = task; next != null; next = engine.getDelegatedTask()) {
                next.run();
            }
        });
    }

    @Override
    void resume() {
        computed = computing;
        computing = false;
    }

    private int readOpen(ByteBuffer into) throws IOException {
        int start = into.position();
        int last = 1;
        while (into.hasRemaining() && last > 0) {
            if (decrypted.hasRemaining()) {
                moveTo(into);
            } else if (hasWholeRecord()) {
                last = unwrap(into) ? 1 : -1;
            } else {
                last = receive();
            }
        }
        return into.position() > start ? into.position() - start : last > 0 ? 0 : last;
    }

    private void moveTo(ByteBuffer into) {
        int n = Math.min(into.remaining(), decrypted.remaining());
        into.put(decrypted.slice().limit(n));
        decrypted.position(decrypted.position() + n);
        if (!decrypted.hasRemaining()) {
            decrypted = TlsOutput.NOTHING;
        }
    }

    /** Decrypts a record; false if the client has closed its direction. */
    private boolean unwrap(ByteBuffer into) throws IOException {
        SSLEngineResult result = engine.unwrap(received, into);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            ByteBuffer room = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
            result = engine.unwrap(received, room);
            decrypted = room.flip();
        }
        // behind a handshake there is nothing to compute that is worth another thread
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            output.handshake();
        }
        return result.getStatus() != Status.CLOSED;
    }

    /** Takes in what the socket has, if there is room: the number of bytes, or -1 at the end. */
    private int receive() throws IOException {
        ByteBuffer room = received.capacity() == 0
                ? ByteBuffer.allocate(engine.getSession().getPacketBufferSize())
                : received.compact();
        try {
            return room.hasRemaining() ? channel.read(room) : 0;
        } finally {
            received = room.flip();
        }
    }

    /** An idle connection holds no buffers. */
    @Override
    void rest() {
        if (!received.hasRemaining()) {
            received = TlsOutput.NOTHING;
        }
        output.rest();
    }

    @Override
    void write(ByteBuffer buffer) throws IOException {
        output.write(buffer);
    }

    @Override
    void write(ByteBuffer first, ByteBuffer second) throws IOException {
        output.write(first, second);
    }

    @Override
    long transferFrom(FileChannel file, long position, long count) throws IOException {
        return output.transferFrom(file, position, count);
    }

    @Override
    void shutdownOutput() throws IOException {
        output.close();
        channel.shutdownOutput();
        raw = true;
    }

    @Override
    void goodbye() {
        output.close();
    }
}
