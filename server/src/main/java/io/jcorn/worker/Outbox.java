package io.jcorn.worker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a connection has to send and the client hasn't taken yet: buffers, and at their end perhaps a region of a file.
 *
 * <p>While it is empty the exchange's thread writes to the socket itself, without a lock. What the socket doesn't take
 * is kept here and sent by the loop's leader when the socket is writable; so a slow reader holds memory, up to a limit,
 * but no thread. {@code waiting} says which of the two it is: set by the exchange's thread, cleared by the leader,
 * both under the lock.
 */
final class Outbox {
    /** The most of a file that is sent in one go, in bytes: other connections have their turn too. */
    private static final long FILE_SLICE = 1 << 20;
    /**
     * The socket's send buffer towards a peer on this machine, a proxy mostly, in bytes. By itself the kernel would take
     * megabytes of a file at once, which are out of the processor's caches, and sent on the peer's time, when the peer
     * comes to read them. A peer farther away needs what the kernel finds out that it needs.
     */
    private static final int LOCAL_SEND_BUFFER = 128 * 1024;

    private final SocketChannel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    private final ArrayDeque<ByteBuffer> buffers = new ArrayDeque<>(2);
    private FileRegion file;
    private long pending;
    private volatile boolean waiting;
    private volatile boolean broken;
    private volatile long progressNanos;
    private Runnable onWritable;
    /** Whether the socket's send buffer is known to be right for files. */
    private boolean fitForFiles;

    private EventLoop loop;
    private SelectionKey key;

    private static final class FileRegion {
        final FileChannel file;
        long position;
        long count;

        FileRegion(FileChannel file, long position, long count) {
            this.file = file;
            this.position = position;
            this.count = count;
        }
    }

    Outbox(SocketChannel channel) {
        this.channel = channel;
    }

    void register(EventLoop owner, SelectionKey registered) {
        loop = owner;
        key = registered;
    }

    /** Sends {@code buffer} as far as the socket takes it and keeps the rest, and with it the buffer. Never blocks. */
    void send(ByteBuffer buffer) throws IOException {
        if (!waiting) {
            channel.write(buffer);
            if (!buffer.hasRemaining()) {
                return;
            }
        }
        keep(buffer);
    }

    /** Sends two buffers in one go; the second isn't the caller's to change afterwards either. */
    void send(ByteBuffer first, ByteBuffer second) throws IOException {
        if (!waiting) {
            channel.write(new ByteBuffer[] {first, second});
        }
        if (first.hasRemaining()) {
            keep(first);
        }
        if (second.hasRemaining()) {
            keep(second);
        }
    }

    /** Sends a region of a file behind everything else and closes the file. Never blocks on the socket. */
    void send(FileChannel from, long position, long count) throws IOException {
        FileRegion region = new FileRegion(from, position, count);
        boolean kept = false;
        try {
            fitForFiles();
            kept = (waiting || !transfer(region)) && keep(region);
        } finally {
            if (!kept) {
                from.close();
            }
        }
    }

    private void fitForFiles() throws IOException {
        if (!fitForFiles) {
            fitForFiles = true;
            if (channel.getRemoteAddress() instanceof InetSocketAddress peer
                    && peer.getAddress().isLoopbackAddress()) {
                channel.setOption(StandardSocketOptions.SO_SNDBUF, LOCAL_SEND_BUFFER);
            }
        }
    }

    private boolean keep(FileRegion region) {
        lock.lock();
        try {
            if (broken) {
                return false;
            }
            file = region;
            armed();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Sends up to a slice; true when the region is at its end. */
    private boolean transfer(FileRegion region) throws IOException {
        long slice = FILE_SLICE;
        while (region.count > 0 && slice > 0) {
            long n = region.file.transferTo(region.position, Math.min(region.count, slice), channel);
            if (n <= 0) {
                if (region.position >= region.file.size()) {
                    throw new IOException("file became shorter while it was sent");
                }
                return false;
            }
            region.position += n;
            region.count -= n;
            slice -= n;
        }
        return region.count == 0;
    }

    private void keep(ByteBuffer buffer) {
        lock.lock();
        try {
            buffers.add(buffer);
            pending += buffer.remaining();
            armed();
        } finally {
            lock.unlock();
        }
    }

    private void armed() {
        if (!waiting) {
            waiting = true;
            progressNanos = System.nanoTime();
            if (key.isValid()) {
                key.interestOpsOr(SelectionKey.OP_WRITE);
                loop.wakeup();
            }
        }
    }

    /** The leader's: sends what the socket takes now. Returns whether nothing is left. */
    boolean drain() throws IOException {
        Runnable callback = null;
        boolean empty = true;
        lock.lock();
        try {
            if (!waiting) {
                return true;
            }
            while (empty && !buffers.isEmpty()) {
                ByteBuffer first = buffers.peek();
                int n = channel.write(first);
                pending -= n;
                noteProgress(n);
                if (first.hasRemaining()) {
                    empty = false;
                } else {
                    buffers.poll();
                }
            }
            if (empty && file != null) {
                long before = file.count;
                empty = transfer(file);
                noteProgress(before - file.count);
                if (empty) {
                    file.file.close();
                    file = null;
                }
            }
            if (empty) {
                waiting = false;
                key.interestOpsAnd(~SelectionKey.OP_WRITE);
                callback = onWritable;
                onWritable = null;
            }
            drained.signalAll();
        } finally {
            lock.unlock();
        }
        if (callback != null) {
            callback.run();
        }
        return empty;
    }

    private void noteProgress(long bytes) {
        if (bytes > 0) {
            progressNanos = System.nanoTime();
        }
    }

    /**
     * Blocks the exchange's thread until at most {@code limit} bytes are waiting.
     *
     * @throws IOException if the client took nothing for {@code timeoutNanos}, or is gone
     */
    void awaitAtMost(long limit, long timeoutNanos) throws IOException {
        if (!waiting || pending() <= limit) {
            return;
        }
        RequestThread.beforeBlocking();
        lock.lock();
        try {
            while (waiting && pending > limit && !broken) {
                long left = progressNanos + timeoutNanos - System.nanoTime();
                if (left <= 0) {
                    throw new IOException(
                            "the client took nothing for " + TimeUnit.NANOSECONDS.toSeconds(timeoutNanos) + " s");
                }
                drained.awaitNanos(left);
            }
            if (broken) {
                throw new IOException("the client closed the connection");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while the client was slow to read");
        } finally {
            lock.unlock();
        }
    }

    long pending() {
        lock.lock();
        try {
            return pending;
        } finally {
            lock.unlock();
        }
    }

    /** Whether something is left for the leader to send. */
    boolean isWaiting() {
        return waiting;
    }

    /** Since when the client has taken nothing, while {@link #isWaiting}. */
    long progressNanos() {
        return progressNanos;
    }

    /** Has {@code callback} run by the leader as soon as nothing waits; at once if that is so now. */
    void onWritable(Runnable callback) {
        boolean now;
        lock.lock();
        try {
            now = !waiting || broken;
            if (!now) {
                onWritable = callback;
            }
        } finally {
            lock.unlock();
        }
        if (now) {
            callback.run();
        }
    }

    /** The connection was closed: frees what is kept and wakes who waits. */
    void close() {
        Runnable callback;
        lock.lock();
        try {
            broken = true;
            buffers.clear();
            if (file != null) {
                try {
                    file.file.close();
                } catch (IOException e) {
                    // read-only: nothing can be lost
                }
                file = null;
            }
            callback = onWritable;
            onWritable = null;
            drained.signalAll();
        } finally {
            lock.unlock();
        }
        if (callback != null) {
            callback.run();
        }
    }
}
