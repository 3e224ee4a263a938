package io.jcorn.servlet.request;

import java.util.concurrent.atomic.AtomicReference;

/**
 * How far an asynchronous request has come (Servlet 6.1 §2.3.3.3). Any thread moves it, by compare-and-set; an
 * application's call that comes too late gets an IllegalStateException.
 *
 * <pre>
 *               startAsync                dispatch()
 *   ┌─► IDLE ────────────────► STARTED ─────────────────► DISPATCHED ──┐ the target runs
 *   │    │                        │ complete(), or nobody did          │
 *   │    │ the target returned    ▼ after a timeout or an error        │
 *   │    │ without startAsync  COMPLETED                               │
 *   │    └───────────────┐        │                                    │
 *   │                    ▼        ▼                                    │
 *   │                     ENDED: response closed, exchange finished    │
 *   └──────────────────────────────────────────────────────────────────┘
 * </pre>
 */
final class AsyncPhase {
    private enum Phase {
        IDLE,
        STARTED,
        DISPATCHED,
        COMPLETED,
        ENDED
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);
    /** Whether the container's thread that the cycle was started on is still in the application. */
    private volatile boolean starting;

    // ---- of a cycle's start

    /** A container's thread, in the application, is about to start a cycle. */
    void start() {
        if (phase.get() != Phase.IDLE) {
            throw new IllegalStateException("startAsync was called before, or after the request ended");
        }
        starting = true;
    }

    void started() {
        phase.set(Phase.STARTED);
    }

    /** The container's thread left the application. */
    void returned() {
        starting = false;
    }

    // ---- of the application's calls

    void dispatch() {
        move(Phase.DISPATCHED);
    }

    void complete() {
        move(Phase.COMPLETED);
    }

    private void move(Phase to) {
        if (!phase.compareAndSet(Phase.STARTED, to)) {
            throw new IllegalStateException("the asynchronous cycle was dispatched or completed before");
        }
    }

    void checkOpen() {
        if (!isOpen()) {
            throw new IllegalStateException("the asynchronous cycle was dispatched or completed");
        }
    }

    void checkStarting() {
        if (!starting) {
            throw new IllegalStateException("the dispatch that started the asynchronous cycle has returned");
        }
    }

    /** Whether a cycle has started and not been dispatched or completed. */
    boolean isOpen() {
        return phase.get() == Phase.STARTED;
    }

    /** True also behind dispatch() and complete() while the thread that started the cycle is in the application. */
    boolean isStarted() {
        Phase now = phase.get();
        return now == Phase.STARTED || starting && (now == Phase.DISPATCHED || now == Phase.COMPLETED);
    }

    // ---- of the container

    /** Opens the cycle once more if the target of its dispatch failed before it started another. */
    void reopen() {
        phase.compareAndSet(Phase.IDLE, Phase.STARTED);
    }

    /** @return whether the container completed the cycle: false if the application did, or dispatched it */
    boolean completeIfOpen() {
        return phase.compareAndSet(Phase.STARTED, Phase.COMPLETED);
    }

    boolean isDispatched() {
        return phase.get() == Phase.DISPATCHED;
    }

    void enterTarget() {
        phase.set(Phase.IDLE);
    }

    /** @return whether the target returned without another cycle, so that the request is over */
    boolean endIfIdle() {
        return phase.compareAndSet(Phase.IDLE, Phase.ENDED);
    }

    void end() {
        phase.set(Phase.ENDED);
    }
}
