package io.jcorn.worker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Who may touch a connection: its loop's leader, or the holder of its exchange.
 *
 * <pre>
 *   LOOP ──give──► HOLDER ──parkedInput──► PARKED     input came while the holder has it: the loop stops watching
 *     ▲               │  ▲───────rearm───────┘        the holder wants to know of input again
 *     └───returned────┴──────────────────────┘
 * </pre>
 *
 * The loop goes on watching a connection that it gave away: mostly nothing comes before the response is out, and then
 * giving back costs one atomic exchange and no system call.
 */
final class Custody {
    private static final int LOOP = 0;
    private static final int HOLDER = 1;
    private static final int PARKED = 2;

    private final AtomicInteger state = new AtomicInteger(LOOP);
    private final EventLoop loop;
    private SelectionKey key;
    private final AtomicReference<Runnable> onInput = new AtomicReference<>();
    private volatile boolean closed;

    Custody(EventLoop loop) {
        this.loop = loop;
    }

    void register(SelectionKey registered) {
        key = registered;
    }

    /** The leader gives the connection to an exchange's holder. */
    void give() {
        state.setRelease(HOLDER);
    }

    /** The leader, to whom it was given back by way of the loop's queue or who served it itself, has it again. */
    void take() {
        if (state.getAndSet(LOOP) == PARKED || (key.isValid() && (key.interestOps() & SelectionKey.OP_READ) == 0)) {
            watch();
        }
    }

    private void watch() {
        if (key.isValid()) {
            key.interestOpsOr(SelectionKey.OP_READ);
        }
    }

    /** The holder gives it back; false if the loop must be told, because it doesn't watch for input. */
    boolean returned() {
        return state.getAndSet(LOOP) == HOLDER;
    }

    /**
     * The leader found input: if a holder has the connection, stops watching and tells him.
     *
     * @return false if nobody has it but the leader, who may read
     */
    boolean parkedInput() {
        if (state.get() == LOOP) {
            return false;
        }
        // first the interest, then the word: rearm() must not come between
        key.interestOpsAnd(~SelectionKey.OP_READ);
        if (!state.compareAndSet(HOLDER, PARKED)) {
            if (state.get() == LOOP) {
                watch();
                return false;
            }
            return true;
        }
        tell();
        return true;
    }

    /** Calls the holder who waits for input, though none came: there is something else he should see. Leader only. */
    void tellHolder() {
        tell();
    }

    private void tell() {
        // taken by one: the leader, and whoever closes the connection, may both be here
        Runnable callback = onInput.getAndSet(null);
        if (callback != null) {
            callback.run();
        }
    }

    private void rearm() {
        if (state.compareAndSet(PARKED, HOLDER)) {
            try {
                watch();
            } catch (CancelledKeyException e) {
                return; // closed at this moment, of which the holder is told
            }
            loop.wakeup();
        }
    }

    /** The holder has {@code callback} called once by the leader when there is input or the connection was closed. */
    void onInput(Runnable callback) {
        onInput.set(callback);
        rearm();
        if (closed) {
            tell();
        }
    }

    /**
     * Blocks the holder's thread until there is input, or the connection is closed.
     *
     * @return false if neither came within {@code nanos}; 0 waits for ever
     */
    boolean awaitInput(long nanos) throws IOException {
        RequestThread.beginWait(null);
        try {
            return parkUntilInput(nanos);
        } finally {
            RequestThread.endWait();
        }
    }

    private boolean parkUntilInput(long nanos) throws IOException {
        Thread self = Thread.currentThread();
        var seen = new AtomicBoolean();
        onInput(() -> {
            seen.set(true);
            LockSupport.unpark(self);
        });
        long deadline = System.nanoTime() + nanos;
        while (!seen.get()) {
            if (nanos == 0) {
                LockSupport.park(this);
            } else {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    onInput.set(null);
                    return seen.get();
                }
                LockSupport.parkNanos(this, left);
            }
            if (self.isInterrupted()) {
                throw new InterruptedIOException("interrupted while the client was slow to send");
            }
        }
        return true;
    }

    void close() {
        closed = true;
        tell();
    }
}
