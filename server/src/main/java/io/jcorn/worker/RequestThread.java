package io.jcorn.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.LockSupport;

/**
 * A platform thread of a worker: leads an event loop, or runs a request, or waits for either.
 *
 * <p>{@code lead} and {@code task} belong to the thread itself; the volatile fields are
 * written by it for the {@link Watchdog} and {@link RequestThreads}.
 */
final class RequestThread extends Thread {
    private static final Logger LOG = System.getLogger("jcorn.worker");

    private final RequestThreads threads;
    final Runnable wake = () -> LockSupport.unpark(this);
    private volatile Runnable task;

    /** While this thread runs a request inline: the lead it holds, and what {@link Lead#enter} gave. Else null. */
    private Lead lead;

    private long entered;

    private volatile Http1Exchange serving;
    private volatile long progressNanos;
    private volatile boolean waitsForClient;
    /** What the client that it waits for has to take; null if there is none. */
    private volatile Outbox unread;

    /** The thread's own; null until it led a loop. */
    private NativeThread nativeThread;

    /** The thread's own; null until a large response was written. */
    private ThreadMemory memory;

    RequestThread(RequestThreads threads, String name, Runnable first) {
        super(name);
        this.threads = threads;
        this.task = first;
        setDaemon(true);
    }

    /** The current thread if it is one of a worker's; null on an application's own or a virtual thread. */
    static RequestThread current() {
        return Thread.currentThread() instanceof RequestThread thread ? thread : null;
    }

    /**
     * To be called before waiting for the client, and {@link #endWait} after it: gives the event loop to another thread if
     * this one leads it and, if the client has to take something, its turn to another request. Meanwhile the request isn't
     * stuck, however long it takes: that is for the client's time limits.
     *
     * @param unread what the client has to take; null if it has to send
     */
    static void beginWait(Outbox unread) {
        RequestThread thread = current();
        if (thread == null) {
            return;
        }
        thread.waitsForClient = true;
        thread.unread = unread;
        if (thread.lead != null) {
            thread.lead.take(thread.entered);
            thread.lead = null;
        }
        if (unread != null) {
            thread.threads.beginWait();
        }
    }

    static void endWait() {
        RequestThread thread = current();
        if (thread == null) {
            return;
        }
        if (thread.unread != null) {
            thread.threads.endWait();
            thread.unread = null;
        }
        thread.progressNanos = System.nanoTime(); // first: the watchdog counts from there
        thread.waitsForClient = false;
    }

    /** The current thread's memory for a large response body; null if it has none or another response has it still. */
    static ThreadMemory borrowMemory() {
        RequestThread thread = current();
        if (thread == null) {
            return null;
        }
        if (thread.memory == null) {
            thread.memory = new ThreadMemory(thread, ResponseBuffer.DEFAULT_CAPACITY);
        }
        return thread.memory.borrow() ? thread.memory : null;
    }

    /** For the thread itself. */
    NativeThread nativeThread() {
        if (nativeThread == null) {
            nativeThread = NativeThread.current();
        }
        return nativeThread;
    }

    void inline(Lead held, long enteredTurn) {
        lead = held;
        entered = enteredTurn;
    }

    /** Whether it runs a request inline; it may have lost the lead meanwhile without knowing. */
    boolean isInline() {
        return lead != null;
    }

    @Override
    public void run() {
        while (task != null) {
            runTask();
            task = null;
            Runnable next = threads.next(this);
            if (next != null) {
                task = next;
            } else {
                awaitTask();
            }
        }
    }

    /** Whatever a task throws, the thread goes on: {@link RequestThreads} counts on it. */
    private void runTask() {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "fault in a request thread; it goes on", e);
        }
    }

    private void awaitTask() {
        long longIdle = System.nanoTime() + RequestThreads.IDLE_NANOS;
        while (task == null) {
            LockSupport.parkNanos(this, RequestThreads.IDLE_NANOS);
            // a wake-up may be left over: from an earlier task, or from what an application did on this thread
            if (task == null && System.nanoTime() - longIdle >= 0 && threads.retire(this)) {
                return;
            }
        }
    }

    /** Called by {@link RequestThreads} for a thread that it took off its idle stack; it is to be woken then. */
    void assign(Runnable work) {
        task = work;
    }

    void beginService(Http1Exchange exchange, long now) {
        progressNanos = now;
        serving = exchange;
    }

    void endService() {
        serving = null;
    }

    /** The exchange whose service this thread runs; null if none. For the watchdog. */
    Http1Exchange serving() {
        return serving;
    }

    /** When the service last did I/O, or began, by {@link System#nanoTime}. */
    long progressNanos() {
        return progressNanos;
    }

    void madeProgress(long now) {
        progressNanos = now;
    }

    /** Whether the service waits for its client and not for something of its own. */
    boolean waitsForClient() {
        return waitsForClient;
    }

    /** What the client that it waits for has to take; null if it waits for none, or for one that sends. */
    Outbox unread() {
        return unread;
    }
}
