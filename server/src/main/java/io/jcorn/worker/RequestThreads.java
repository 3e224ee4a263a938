package io.jcorn.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A worker's threads: at most {@code limit} that run requests, and one more for each event loop to be led by.
 *
 * <p>Idle threads are a stack, so that the one whose caches are warmest is taken first and the surplus ages and leaves.
 * A loop must never be without a leader: a {@link #lead} task gets a thread above the limit if it must, and that thread
 * leaves again when it has nothing to do. The lock guards the three collections and is never held during I/O.
 */
final class RequestThreads {
    private static final Logger LOG = System.getLogger("jcorn.worker");
    static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final int limit;
    private final int leaders;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<RequestThread> idle = new ArrayDeque<>();
    private final ArrayDeque<Runnable> backlog = new ArrayDeque<>();
    private final List<RequestThread> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private int count;

    RequestThreads(int limit, int leaders) {
        this.limit = limit;
        this.leaders = leaders;
    }

    /** Runs {@code task} on an idle or a new thread; if there are as many as may be, when one is free. */
    void execute(Runnable task) {
        lock.lock();
        try {
            if (!startNow(task, limit + leaders)) {
                backlog.add(task);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs a task that leads an event loop: now, whatever the limit is. */
    void lead(Runnable task) {
        lock.lock();
        try {
            if (!startNow(task, Integer.MAX_VALUE)) {
                backlog.addFirst(task); // no thread can be made: the first that is free leads
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs {@code task}, whatever it is, if a thread for it is there or may be made within the limit.
     *
     * @return false if all threads are busy; {@code task} was not taken
     */
    boolean tryStart(Runnable task) {
        lock.lock();
        try {
            return backlog.isEmpty() && startNow(task, limit + leaders);
        } finally {
            lock.unlock();
        }
    }

    private boolean startNow(Runnable task, int upTo) {
        RequestThread thread = idle.pollLast();
        if (thread != null) {
            thread.wake(task);
            return true;
        }
        if (count >= upTo) {
            return false;
        }
        RequestThread fresh = new RequestThread(this, "jcorn-request-" + number.incrementAndGet(), task);
        try {
            fresh.start();
        } catch (OutOfMemoryError e) {
            // the system's limit of threads, of which there are some: who asked would suffer for what others took
            LOG.log(Level.WARNING, "cannot start a thread: {0}", e.getMessage());
            return false;
        }
        count++;
        all.add(fresh);
        return true;
    }

    /** The next thing for a thread that has finished one; null if it is idle now and will be woken. */
    Runnable next(RequestThread thread) {
        lock.lock();
        try {
            Runnable task = backlog.poll();
            if (task == null) {
                idle.addLast(thread);
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    /** Lets a thread go that has been idle for long; false if it was given work at the last moment. */
    boolean retire(RequestThread thread) {
        lock.lock();
        try {
            // the oldest idle ones leave; a small stock stays to take a loop over without starting a thread
            if (idle.size() <= leaders && count <= limit + leaders || !idle.remove(thread)) {
                return false;
            }
            count--;
            all.remove(thread);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** All threads, for the watchdog and the log. */
    List<RequestThread> all() {
        return all;
    }
}
