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

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ReentrantLock lock = new ReentrantLock();
    /** Records that the socket hasn't taken, ready to be written. */
    private ByteBuffer records = NOTHING;
    /** A block of a file, on its way through encryption. */
    private ByteBuffer block = NOTHING;
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

    void write(ByteBuffer plain) throws IOException {
        lock.lock();
        try {
            if (raw) {
                channel.write(plain);
                return;
            }
            while (flush() && plain.hasRemaining()) {
                countOff(plain);
                if (plain.hasRemaining()) {
                    encrypted = wrap(plain.duplicate());
                    if (flush()) {
                        countOff(plain);
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void countOff(ByteBuffer plain) {
        int n = Math.min(encrypted, plain.remaining());
        plain.position(plain.position() + n);
        encrypted -= n;
    }

    /** Sends a block of a file, as large as a record; again those bytes while their record waits. */
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
            if (block.capacity() == 0) {
                block = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
            }
            block.clear().limit((int) Math.min(block.capacity(), count));
            int n = file.read(block, position);
            if (n <= 0) {
                return 0;
            }
            encrypted = wrap(block.flip());
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

    /** Makes a record of what there is; returns how many bytes it took. */
    private int wrap(ByteBuffer plain) throws SSLException {
        int room = engine.getSession().getPacketBufferSize();
        ByteBuffer target = records.hasRemaining() || records.capacity() < room
                ? ByteBuffer.allocate(records.remaining() + room).put(records)
                : records.clear();
        SSLEngineResult result;
        try {
            result = engine.wrap(plain, target);
        } finally {
            records = target.flip();
        }
        if (result.getStatus() == SSLEngineResult.Status.CLOSED && plain.hasRemaining()) {
            throw new SSLException("closed");
        }
        return result.bytesConsumed();
    }

    void rest() {
        if (lock.tryLock()) {
            if (!records.hasRemaining() && encrypted == 0) {
                records = NOTHING;
                block = NOTHING;
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
