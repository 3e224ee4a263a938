package io.jcorn.worker;

import io.jcorn.log.RareLine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A worker's threads: at most {@code limit} that run requests, one more for each event loop to be led by, and those that
 * wait for their clients to read.
 *
 * <p>Idle threads are a stack, so that the one whose caches are warmest is taken first and the surplus ages and leaves.
 * A loop must never be without a leader: a {@link #lead} task gets a thread above the limit if it must, and that thread
 * leaves again when it has nothing to do. The lock guards the collections and counts and is never held during I/O, nor
 * while a thread is woken: that one may take the processor from its waker at once, and all who finish meanwhile would
 * queue for the lock, each with a wait and a wake of its own.
 *
 * <p>A queued task isn't given to a thread: one is sent for, and no more at once than there are processors to run them. If
 * a thread that has finished comes first it takes the task, which spares its going to sleep and the other's waking. Who
 * comes sends for the next one while there are more tasks.
 *
 * <p>Requests that will be short, by what their mapping has lately taken, have a few threads more, and a queue of their own:
 * else they would wait, for as long as they don't take by far, until one of those is free that long requests keep busy. Where
 * both queues wait for a thread that both may have, they take turns.
 *
 * <p>A thread that waits for its client to read makes room for another one, up to {@code mayWait} of them. When its wait is over
 * it runs on at once, even above the limit: it may hold what those that run are waiting for. But nothing new begins
 * before there are fewer than the limit again.
 */
final class RequestThreads {
    private static final Logger LOG = System.getLogger("jcorn.worker");
    static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final int most;
    private final int mostWithShorts;
    private final int leaders;
    private final int mayWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<RequestThread> idle = new ArrayDeque<>();
    private final RequestQueue backlog;
    private final RequestQueue shorts;
    /** Loops that have no leader because no thread could be made. */
    private final ArrayDeque<Runnable> leaderless = new ArrayDeque<>();

    private final List<RequestThread> all = new CopyOnWriteArrayList<>();
    private final Runnable arrival = this::arrive;
    private final int mostComing = Runtime.getRuntime().availableProcessors();
    private final AtomicInteger number = new AtomicInteger();
    private final RareLine tooManyWait = new RareLine();
    private final RareLine overload = new RareLine();
    private int count;
    private int waiting;
    /** Threads that were sent for and haven't taken a task yet. */
    private int coming;

    private boolean shortHadItsTurn;

    /**
     * @param reserve threads above the limit for requests that will be short
     * @param mayWait threads above the limit that wait for their clients to read
     * @param queueNanos how long one may wait before {@link #offer} refuses others; 0 for ever
     */
    RequestThreads(int limit, int leaders, int reserve, int mayWait, long queueNanos) {
        this.most = limit + leaders;
        this.mostWithShorts = most + reserve;
        this.leaders = leaders;
        this.mayWait = mayWait;
        this.backlog = new RequestQueue(queueNanos);
        this.shorts = new RequestQueue(queueNanos);
    }

    /** Runs {@code task} on an idle or a new thread; if there are as many as may be, when one is free. */
    void execute(Runnable task, boolean isShort) {
        add(task, isShort, false);
    }

    /**
     * As {@link #execute}, for a request that nobody has begun to serve.
     *
     * @return false if others have waited too long; {@code task} was not taken
     */
    boolean offer(Runnable task, boolean isShort) {
        return add(task, isShort, true);
    }

    private boolean add(Runnable task, boolean isShort, boolean mayRefuse) {
        RequestQueue queue = isShort ? shorts : backlog;
        long now = System.nanoTime();
        boolean refused;
        Runnable then;
        lock.lock();
        try {
            // after a standstill of the machine the first may have waited long, though a thread is there for it
            refused = mayRefuse && isFull(isShort) && queue.isOverdue(now);
            if (!refused) {
                queue.add(task, now);
            }
            then = refused ? this::tellOverload : sendForOne();
        } finally {
            lock.unlock();
        }
        then.run();
        return !refused;
    }

    private void tellOverload() {
        overload.count(sum -> LOG.log(
                Level.WARNING,
                "More requests come than the threads can serve (see queue-timeout): new ones get 503, {0} so far",
                sum));
    }

    /** Runs a task that leads an event loop: now, whatever the limit is. */
    void lead(Runnable task) {
        RequestThread leader;
        lock.lock();
        try {
            leader = assign(task);
            if (leader == null) {
                leaderless.add(task); // the first thread that is free leads
            }
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(leader);
    }

    /**
     * Runs {@code task}, whatever it is, if a thread for it is there or may be made within the limit.
     *
     * @param isShort whether it is for a request that will be short
     * @return false if all threads are busy, or one is coming for what is queued; {@code task} was not taken
     */
    boolean tryStart(Runnable task, boolean isShort) {
        RequestThread thread;
        lock.lock();
        try {
            boolean room = !isFull(isShort) && (isShort || backlog.isEmpty());
            // nor may it take the room of one that was sent for: that would find that it may not run what it came for
            thread = room && shorts.isEmpty() && coming == 0 ? assign(task) : null;
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(thread);
        return thread != null;
    }

    /** Whether no more threads may run for one of these. */
    private boolean isFull(boolean isShort) {
        return running() >= (isShort ? mostWithShorts : most);
    }

    /** Threads that lead or run a request, without those that wait for readers and may. */
    private int running() {
        return count - idle.size() - Math.min(waiting, mayWait);
    }

    /** Sends for a thread if there is a task and room for it; what is returned is to be done once the lock is free. */
    private Runnable sendForOne() {
        int number = running() + 1;
        if (coming == mostComing || !mayTakeShort(number) && !mayTakeAny(number)) {
            return RequestThreads::nothing;
        }
        RequestThread thread = assign(arrival);
        if (thread == null) {
            return () -> giveUpSlowest(0);
        }
        coming++;
        return thread.wake;
    }

    private static void nothing() {}

    /** What a thread that was sent for does first; then it asks for the next task, as all do. */
    private void arrive() {
        lock.lock();
        try {
            coming--;
        } finally {
            lock.unlock();
        }
    }

    private boolean mayTakeShort(int number) {
        return !shorts.isEmpty() && number <= mostWithShorts;
    }

    private boolean mayTakeAny(int number) {
        return !backlog.isEmpty() && number <= most;
    }

    /** From which queue the thread that is the {@code number}th to run takes a task; null if from none. */
    private RequestQueue queueFor(int number) {
        boolean takesShort = mayTakeShort(number);
        boolean takesAny = mayTakeAny(number);
        shortHadItsTurn = takesShort && !(takesAny && shortHadItsTurn);
        return shortHadItsTurn ? shorts : takesAny ? backlog : null;
    }

    /** Gives {@code task} to an idle thread, which is to be woken, or to a new one; null if none can be had. */
    private RequestThread assign(Runnable task) {
        RequestThread thread = idle.pollLast();
        if (thread != null) {
            thread.assign(task);
            return thread;
        }
        RequestThread fresh = new RequestThread(this, "jcorn-request-" + number.incrementAndGet(), task);
        try {
            fresh.start();
        } catch (OutOfMemoryError e) {
            // the system's limit of threads, of which there are some: who asked would suffer for what others took
            LOG.log(Level.WARNING, "cannot start a thread: {0}", e.getMessage());
            return null;
        }
        count++;
        all.add(fresh);
        return fresh;
    }

    /** The next thing for a thread that has finished one; null if it is idle now and will be woken. */
    Runnable next(RequestThread thread) {
        Runnable task;
        Runnable then;
        lock.lock();
        try {
            task = leaderless.poll();
            RequestQueue queue = task == null ? queueFor(running()) : null; // the thread itself counts still
            if (queue != null) {
                task = queue.poll();
            }
            if (task == null) {
                idle.addLast(thread);
            }
            then = sendForOne();
        } finally {
            lock.unlock();
        }
        then.run();
        return task;
    }

    /** The current thread, one of these, is going to wait for its client to read. */
    void beginWait() {
        Runnable then;
        lock.lock();
        try {
            waiting++;
            then = mayWait > 0 && waiting > mayWait ? () -> giveUpSlowest(mayWait) : sendForOne();
        } finally {
            lock.unlock();
        }
        then.run();
    }

    /** Its wait is over, however it ended. */
    void endWait() {
        lock.lock();
        try {
            waiting--;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Too many clients keep us waiting: the one that reads the slowest costs others the most.
     *
     * @param may so many may wait; who was given up waits no more, though its thread may not have noticed yet
     */
    private void giveUpSlowest(int may) {
        List<Outbox> unread = all.stream()
                .map(RequestThread::unread)
                .filter(outbox -> outbox != null && !outbox.isGivenUp())
                .toList();
        if (unread.size() <= may) {
            return;
        }
        long now = System.nanoTime();
        Collections.min(unread, Comparator.comparingDouble(outbox -> outbox.pace(now)))
                .giveUp();
        tooManyWait.count(sum -> LOG.log(
                Level.WARNING,
                "No thread is left to wait for clients (see waiting-threads): the slowest to read are reset, {0} so far",
                sum));
    }

    /** Lets a thread go that has been idle for long; false if it was given work at the last moment. */
    boolean retire(RequestThread thread) {
        lock.lock();
        try {
            // the oldest idle ones leave; a small stock stays to take a loop over without starting a thread
            if (idle.size() <= leaders && count <= most || !idle.remove(thread)) {
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
