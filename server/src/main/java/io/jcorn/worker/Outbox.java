package io.jcorn.worker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
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
    /**
     * The socket's send buffer towards a peer on this machine, a proxy mostly, in bytes. By itself the kernel would take
     * megabytes of a file at once, which are out of the processor's caches, and sent on the peer's time, when the peer
     * comes to read them. The kernel doubles it: room for two of the loopback interface's segments, without which sending
     * stalls. A peer farther away needs what the kernel finds out that it needs.
     */
    private static final int LOCAL_SEND_BUFFER = 64 * 1024;

    /** Bytes that a client is taken to have read when it begins to keep us waiting. */
    private static final long HEAD_START = 64 * 1024;

    private final SocketChannel channel;
    private final Transport transport;
    private final ResponseMemory memory;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    private final ArrayDeque<ByteBuffer> buffers = new ArrayDeque<>(2);
    private FileRegion file;
    private long pending;
    private volatile boolean waiting;
    private volatile boolean broken;
    private volatile boolean givenUp;
    private volatile long progressNanos;
    /** Since when something waits, and what was taken of it meanwhile. */
    private volatile long waitingSince;

    private volatile long taken;
    private Runnable onWritable;
    /** Whether the socket's send buffer is known to be right for files. */
    private boolean fitForFiles;

    private EventLoop loop;
    private SelectionKey key;

    Outbox(SocketChannel channel, Transport transport, ResponseMemory memory) {
        this.channel = channel;
        this.transport = transport;
        this.memory = memory;
    }

    void register(EventLoop owner, SelectionKey registered) {
        loop = owner;
        key = registered;
    }

    /**
     * Sends {@code buffer} as far as the socket takes it and keeps the rest: with the buffer, or a copy of it if it is
     * outside the heap and so a thread's own. Never blocks.
     */
    void send(ByteBuffer buffer) throws IOException {
        if (!waiting) {
            transport.write(buffer);
            if (!buffer.hasRemaining()) {
                return;
            }
        }
        keep(buffer);
    }

    /** Sends two buffers in one go, each as {@link #send(ByteBuffer)} does. */
    void send(ByteBuffer first, ByteBuffer second) throws IOException {
        if (!waiting) {
            transport.write(first, second);
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
            kept = (waiting || !region.sendSlice(transport)) && keep(region);
        } finally {
            if (!kept) {
                region.close();
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

    private void keep(ByteBuffer buffer) throws IOException {
        lock.lock();
        try {
            if (broken) {
                throw gone(); // else an application that hears of no error would fill the heap
            }
            ByteBuffer kept = buffer.isDirect() ? copy(buffer) : buffer;
            buffers.add(kept);
            pending += kept.remaining();
            memory.add(kept.remaining());
            armed();
        } finally {
            lock.unlock();
        }
    }

    /** Leaves nothing in {@code buffer}, which its owner may use again. */
    private static ByteBuffer copy(ByteBuffer buffer) {
        return ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
    }

    private void armed() {
        if (!waiting) {
            waiting = true;
            progressNanos = System.nanoTime();
            waitingSince = progressNanos;
            taken = 0;
            try {
                key.interestOpsOr(SelectionKey.OP_WRITE);
                loop.wakeup();
            } catch (CancelledKeyException e) {
                // closed: close() throws away what is kept, and who sends more is told
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
            if (broken) {
                key.interestOpsAnd(~SelectionKey.OP_WRITE);
                return false; // what was to be sent is lost: it must not look as if it had been
            }
            while (empty && !buffers.isEmpty()) {
                ByteBuffer first = buffers.peek();
                int before = first.remaining();
                transport.write(first);
                int n = before - first.remaining();
                pending -= n;
                memory.add(-n);
                noteProgress(n);
                if (first.hasRemaining()) {
                    empty = false;
                } else {
                    buffers.poll();
                }
            }
            if (empty && file != null) {
                long left = file.remaining();
                empty = file.sendSlice(transport);
                noteProgress(left - file.remaining());
                if (empty) {
                    closeFile();
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

    private void closeFile() {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock; the sweep reads without it
    private void noteProgress(long bytes) {
        if (bytes > 0) {
            progressNanos = System.nanoTime();
            taken = taken + bytes;
        }
    }

    /**
     * Blocks the exchange's thread until at most {@code limit} bytes are waiting, or fewer while the worker's memory for
     * them is scarce.
     *
     * @param timeoutNanos 0 waits for ever
     * @throws IOException if the client took nothing for so long, is given up or gone
     */
    void awaitAtMost(long limit, long timeoutNanos) throws IOException {
        if (!waiting || pending() <= memory.share(limit)) {
            return;
        }
        RequestThread.beginWait(this);
        try {
            awaitShare(limit, timeoutNanos);
        } finally {
            RequestThread.endWait();
        }
    }

    private void awaitShare(long limit, long timeoutNanos) throws IOException {
        lock.lock();
        try {
            while (waiting && pending > memory.share(limit) && !broken) {
                drained.awaitNanos(left(timeoutNanos));
            }
            if (broken) {
                throw gone();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while the client was slow to read");
        } finally {
            lock.unlock();
        }
    }

    private long left(long timeoutNanos) throws IOException {
        if (timeoutNanos == 0) {
            return Long.MAX_VALUE;
        }
        long left = progressNanos + timeoutNanos - System.nanoTime();
        if (left <= 0) {
            throw new IOException("the client took nothing for " + TimeUnit.NANOSECONDS.toSeconds(timeoutNanos) + " s");
        }
        return left;
    }

    private IOException gone() {
        return new IOException(
                givenUp ? "the client was given up: it was the slowest to read" : "the client closed the connection");
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

    /** Whether the client takes what waits, but too slowly, or is given up; while {@link #isWaiting}. */
    boolean isTooSlow(long now, Limits limits) {
        return givenUp || limits.isWriteTooSlow(now - waitingSince, taken);
    }

    /**
     * How fast the client reads, to compare it with others: bytes in a nanosecond. One that has only begun to wait is
     * taken for a quick one, until time tells.
     */
    double pace(long now) {
        return (taken + HEAD_START) / (double) Math.max(1, now - waitingSince);
    }

    boolean isGivenUp() {
        return givenUp;
    }

    /** There is no room for so slow a client: its writer is told now, and the next sweep closes the connection. */
    void giveUp() {
        givenUp = true;
        close();
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
            memory.add(-pending);
            pending = 0;
            closeFile();
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
