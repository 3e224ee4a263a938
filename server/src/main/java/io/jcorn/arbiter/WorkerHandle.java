package io.jcorn.arbiter;

import io.jcorn.boot.ScoreboardSlot;
import io.jcorn.boot.ScoreboardSlot.Counter;
import io.jcorn.boot.StatusLine;
import java.util.Optional;

/**
 * The arbiter's view of one worker process. The arbiter's thread alone; times are {@code System.nanoTime()}.
 *
 * <pre>
 *  BOOTING ──READY──► READY ──TERM──► DRAINING ──┐
 *     │                 │                 │      ├──► gone (reaped)
 *     └───── QUIT ──────┴───► CONDEMNED ──┴─KILL─┘
 * </pre>
 */
final class WorkerHandle {
    enum State {
        /** Spawned; its applications start. */
        BOOTING,
        /** Accepts connections. */
        READY,
        /** Told to finish what it has; killed after a while. */
        DRAINING,
        /** Asked for a thread dump, killed once it has been written. */
        CONDEMNED
    }

    private final int age;
    private final long pid;
    private final Generation generation;
    private final int slotIndex;
    private final ScoreboardSlot slot;
    private final int bootFd;
    private final long spawnedAt;

    private State state = State.BOOTING;
    private String startsNow = "";
    private boolean wasReady;
    private long readyAt;
    private boolean proven;
    private long killAt;
    private boolean killed;
    private boolean retiring;
    private boolean leaving;
    private boolean stuck;
    private boolean ended;
    private Optional<StatusLine.Failed> failure = Optional.empty();

    WorkerHandle(int age, long pid, Generation generation, int slotIndex, ScoreboardSlot slot, int bootFd, long now) {
        this.age = age;
        this.pid = pid;
        this.generation = generation;
        this.slotIndex = slotIndex;
        this.slot = slot;
        this.bootFd = bootFd;
        this.spawnedAt = now;
    }

    int age() {
        return age;
    }

    long pid() {
        return pid;
    }

    Generation generation() {
        return generation;
    }

    boolean isOf(Generation other) {
        return generation.number() == other.number();
    }

    int slotIndex() {
        return slotIndex;
    }

    ScoreboardSlot slot() {
        return slot;
    }

    /** The arbiter's end of the boot pipe, which is open as long as the arbiter lives. */
    int bootFd() {
        return bootFd;
    }

    State state() {
        return state;
    }

    boolean is(State wanted) {
        return state == wanted;
    }

    /** Whether it counts for the number of workers wanted: it serves or is about to, and is not to be replaced. */
    boolean isStaying() {
        return !leaving && (state == State.BOOTING || state == State.READY);
    }

    boolean isServing() {
        return isStaying() && state == State.READY;
    }

    void starts(String app) {
        startsNow = ", while it started " + app;
    }

    /** For messages: which application it was starting when it was heard of last; "" if none. */
    String whileStarting() {
        return wasReady ? "" : startsNow;
    }

    void ready(long now) {
        if (state == State.BOOTING) {
            state = State.READY;
        }
        wasReady = true;
        readyAt = now;
    }

    boolean wasReady() {
        return wasReady;
    }

    long spawnedAt() {
        return spawnedAt;
    }

    long readyAt() {
        return readyAt;
    }

    /** When it last gave a sign of life. */
    long aliveAt() {
        long heartbeat = slot.heartbeat();
        return heartbeat - readyAt > 0 ? heartbeat : readyAt;
    }

    /** It served for a while, so whatever ends it later is no failed start. Returns false if that was known. */
    boolean prove() {
        boolean news = !proven;
        proven = true;
        return news;
    }

    boolean isProven() {
        return proven;
    }

    void failed(StatusLine.Failed reason) {
        if (failure.isEmpty()) {
            failure = Optional.of(reason);
        }
    }

    Optional<StatusLine.Failed> failure() {
        return failure;
    }

    /** It asks to be replaced. */
    void retire() {
        retiring = true;
    }

    boolean isRetiring() {
        return retiring;
    }

    /** A replacement is to be spawned, and it goes when that is ready. */
    void leave() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving && state == State.READY;
    }

    /** A request of its own makes no progress any more. */
    void stuck() {
        stuck = true;
        leaving = true;
    }

    boolean isStuck() {
        return stuck;
    }

    /** All requests that it still has are stuck: nothing is gained by waiting for it. */
    boolean hasOnlyStuckRequests() {
        long stuckRequests = slot.get(Counter.STUCK);
        return stuck && stuckRequests > 0 && slot.get(Counter.IN_FLIGHT) <= stuckRequests;
    }

    void drain(long deadline) {
        state = State.DRAINING;
        killAt = deadline;
    }

    void condemn(long deadline) {
        state = State.CONDEMNED;
        killAt = deadline;
    }

    /** Brings the time of the KILL forward. */
    void killBy(long deadline) {
        if (killAt - deadline > 0) {
            killAt = deadline;
        }
    }

    boolean awaitsKill() {
        return !killed && (state == State.DRAINING || state == State.CONDEMNED);
    }

    long killAt() {
        return killAt;
    }

    void killed() {
        killed = true;
    }

    boolean wasKilled() {
        return killed;
    }

    /** Its process has ended and waits to be reaped. */
    void ended() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public String toString() {
        return "Worker (pid:" + pid + ")";
    }
}
