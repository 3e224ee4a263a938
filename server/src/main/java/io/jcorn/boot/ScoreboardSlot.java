package io.jcorn.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What one worker tells of itself while it runs, in memory shared with its arbiter and its siblings.
 *
 * <pre>
 *    0  heartbeat    System.nanoTime() of the last sign of life
 *    8  stuck since  System.nanoTime() since when a request makes no progress; 0 = none does
 *   16  phase        of {@link Phase}
 *   24  text version odd while the text is being written
 *   32  text length  bytes
 *   64  counters     eight bytes each, where {@link Counter} says
 *  512  text         requests in flight, UTF-8, a line each
 * </pre>
 *
 * <p>The numbers are written by the worker's own threads, each field by one of them, and read by anyone at any time;
 * every field is a volatile 64-bit word. {@link #inFlight(List)} has one writer thread. {@code System.nanoTime()} is
 * the machine's monotonic clock on Linux and macOS, the same in all its processes.
 */
public final class ScoreboardSlot {
    /** Where the worker stands. */
    public enum Phase {
        BOOTING(0),
        READY(1),
        DRAINING(2);

        private final long word;

        Phase(long word) {
            this.word = word;
        }

        /** A word of no phase can only be a stray write of the worker's; it must not stop the arbiter. */
        private static Phase of(long word) {
            return word == READY.word ? READY : word == DRAINING.word ? DRAINING : BOOTING;
        }
    }

    /** The numbers that a worker publishes. */
    public enum Counter {
        /** Requests answered since the worker's start. */
        REQUESTS(64),
        /** Of these, those that the server or the application failed (5xx or broken off). */
        ERRORS(72),
        /** Connections open now. */
        CONNECTIONS(80),
        /** Request threads at work now; not those that wait for their clients. */
        BUSY_THREADS(88),
        /** Requests begun and not finished. */
        IN_FLIGHT(96),
        /** Of these, those that make no progress for longer than the timeout. */
        STUCK(104);

        private final int offset;

        Counter(int offset) {
            this.offset = offset;
        }
    }

    static final int SIZE = 4096;

    private static final int HEARTBEAT = 0;
    private static final int STUCK_SINCE = 8;
    private static final int PHASE = 16;
    private static final int TEXT_VERSION = 24;
    private static final int TEXT_LENGTH = 32;
    private static final int TEXT = 512;
    private static final int MAX_TEXT = SIZE - TEXT;
    private static final int READ_ATTEMPTS = 100;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer memory;

    ScoreboardSlot(ByteBuffer memory) {
        this.memory = memory;
    }

    /** A healthy worker calls this at least each second. */
    public void heartbeat(long nanoTime) {
        set(HEARTBEAT, nanoTime);
    }

    public long heartbeat() {
        return get(HEARTBEAT);
    }

    /** Tells since when a request is stuck, by {@code System.nanoTime()}; 0 when none is any more. */
    public void stuckSince(long nanoTime) {
        set(STUCK_SINCE, nanoTime);
    }

    public long stuckSince() {
        return get(STUCK_SINCE);
    }

    public void phase(Phase phase) {
        set(PHASE, phase.word);
    }

    public Phase phase() {
        return Phase.of(get(PHASE));
    }

    public void set(Counter counter, long value) {
        set(counter.offset, value);
    }

    /** Adds to a counter, atomically among the worker's threads. */
    public void add(Counter counter, long delta) {
        LONG.getAndAdd(memory, counter.offset, delta);
    }

    public long get(Counter counter) {
        return get(counter.offset);
    }

    /**
     * Publishes the requests in flight, the oldest first; what does not fit is left out.
     *
     * @param requests a line each: {@code METHOD uri MILLISms thread}
     */
    public void inFlight(List<String> requests) {
        byte[] text = String.join("\n", requests).getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAX_TEXT);
        long version = get(TEXT_VERSION);
        set(TEXT_VERSION, version | 1);
        memory.put(TEXT, text, 0, length);
        set(TEXT_LENGTH, length);
        set(TEXT_VERSION, (version | 1) + 1);
    }

    /** The requests in flight as the worker last told; empty when its text cannot be read whole. */
    public List<String> inFlight() {
        for (int attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
            long version = get(TEXT_VERSION);
            int length = (int) Math.max(0, Math.min(get(TEXT_LENGTH), MAX_TEXT));
            byte[] text = new byte[length];
            memory.get(TEXT, text);
            VarHandle.acquireFence();
            if ((version & 1) == 0 && version == get(TEXT_VERSION)) {
                return new String(text, StandardCharsets.UTF_8).lines().toList();
            }
            Thread.onSpinWait();
        }
        return List.of();
    }

    private long get(int offset) {
        return (long) LONG.getVolatile(memory, offset);
    }

    private void set(int offset, long value) {
        LONG.setVolatile(memory, offset, value);
    }
}
