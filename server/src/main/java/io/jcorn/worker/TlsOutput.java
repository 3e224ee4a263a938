package io.jcorn.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * The sending half of {@link TlsTransport}.
 *
 * <p>Plaintext stays with its owner until the socket has taken the whole of its record, so that whoever has nothing left to
 * write knows that all is sent. Bytes whose record waits are {@code encrypted} already: when they are written again, they
 * are only counted off.
 *
 * <p>The lock is for the reader, who answers parts of the handshake here while another thread may write.
 */
final class TlsOutput {
    static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** What is encrypted at once, so that several records share a system call. */
    private static final int BATCH_BYTES = 64 * 1024;
    /** The most plaintext in one record (RFC 8446 §5.1). */
    private static final int RECORD_BYTES = 16 * 1024;

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ReentrantLock lock = new ReentrantLock();
    /** Records that the socket hasn't taken, ready to be written. */
    private ByteBuffer records = NOTHING;
    /** How many bytes of what is written next have their record among {@code records}. */
    private int encrypted;

    private boolean raw;
    private boolean closed;

    TlsOutput(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
    }

    /** From now on bytes go out as they are. */
    void raw() {
        lock.lock();
        try {
            raw = true;
        } finally {
            lock.unlock();
        }
    }

    /** Writes the buffers in turn. */
    void write(ByteBuffer... plain) throws IOException {
        lock.lock();
        try {
            if (raw) {
                channel.write(plain);
                return;
            }
            while (flush()) {
                countOff(plain);
                if (remaining(plain) == 0) {
                    return;
                }
                encrypted = wrap(copies(plain));
            }
        } finally {
            lock.unlock();
        }
    }

    private void countOff(ByteBuffer... plain) {
        for (ByteBuffer buffer : plain) {
            int n = Math.min(encrypted, buffer.remaining());
            buffer.position(buffer.position() + n);
            encrypted -= n;
        }
    }

    private static int remaining(ByteBuffer... plain) {
        int sum = 0;
        for (ByteBuffer buffer : plain) {
            sum += buffer.remaining();
        }
        return sum;
    }

    private static ByteBuffer[] copies(ByteBuffer... plain) {
        var copies = new ByteBuffer[plain.length];
        for (int i = 0; i < plain.length; i++) {
            copies[i] = plain[i].duplicate();
        }
        return copies;
    }

    /** Sends a block of a file; again those bytes while their records wait. */
    long transferFrom(FileChannel file, long position, long count) throws IOException {
        lock.lock();
        try {
            if (!flush()) {
                return 0;
            }
            if (encrypted > 0) {
                int n = encrypted;
                encrypted = 0;
                return n;
            }
            encrypted = wrap(file, position, (int) Math.min(BATCH_BYTES, count));
            if (!flush()) {
                return 0;
            }
            int sent = encrypted;
            encrypted = 0;
            return sent;
        } finally {
            lock.unlock();
        }
    }

    private int wrap(FileChannel file, long position, int count) throws IOException {
        ThreadMemory memory = RequestThread.borrowMemory();
        try {
            ByteBuffer block =
                    memory == null ? ByteBuffer.allocate(count) : memory.bytes().duplicate();
            block.clear().limit(count);
            file.read(block, position);
            block.flip();
            return block.hasRemaining() ? wrap(block) : 0;
        } finally {
            if (memory != null) {
                memory.giveBack();
            }
        }
    }

    /** Sends what the handshake has to say. */
    void handshake() throws IOException {
        lock.lock();
        try {
            // a fresh connection's socket takes a whole flight; if one doesn't, the client's time runs out
            flush();
            wrap(NOTHING);
            flush();
        } finally {
            lock.unlock();
        }
    }

    /** After a fault: tells the client which, if the engine has something to say and the socket takes it. */
    void alert() {
        lock.lock();
        try {
            closeOutbound();
        } finally {
            lock.unlock();
        }
    }

    /** Sends close_notify (RFC 8446 §6.1), unless a response is just being written: that connection breaks. */
    void close() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (!closed && !raw) {
                closeOutbound();
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeOutbound() {
        closed = true;
        engine.closeOutbound();
        try {
            for (int i = 0; i < 4 && flush() && !engine.isOutboundDone(); i++) {
                wrap(NOTHING);
            }
        } catch (IOException e) {
            // the client is gone, to whom this was a courtesy
        }
    }

    /** Makes records of what there is, up to a batch, or of what the handshake has to say; returns how many bytes it took. */
    private int wrap(ByteBuffer... plain) throws SSLException {
        int packet = engine.getSession().getPacketBufferSize();
        int before = remaining(plain);
        ByteBuffer target = roomFor(packet * recordsFor(before));
        try {
            do {
                SSLEngineResult result = engine.wrap(plain, target);
                if (result.bytesConsumed() + result.bytesProduced() == 0 && remaining(plain) > 0) {
                    throw new SSLException(
                            "nothing can be sent now: " + result.getStatus() + ", " + result.getHandshakeStatus());
                }
            } while (remaining(plain) > 0 && target.remaining() >= packet);
        } finally {
            records = target.flip();
        }
        return before - remaining(plain);
    }

    private static int recordsFor(int bytes) {
        return Math.max(1, (Math.min(bytes, BATCH_BYTES) + RECORD_BYTES - 1) / RECORD_BYTES);
    }

    /** The records that wait, with room for so many bytes behind them, ready to be added to. */
    private ByteBuffer roomFor(int bytes) {
        return records.capacity() - records.remaining() < bytes
                ? ByteBuffer.allocate(records.remaining() + bytes).put(records)
                : records.compact();
    }

    void rest() {
        if (lock.tryLock()) {
            if (!records.hasRemaining() && encrypted == 0) {
                records = NOTHING;
            }
            lock.unlock();
        }
    }

    /** Whether the socket has taken all records. */
    private boolean flush() throws IOException {
        if (records.hasRemaining()) {
            channel.write(records);
        }
        return !records.hasRemaining();
    }
}
