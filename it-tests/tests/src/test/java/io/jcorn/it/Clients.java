package io.jcorn.it;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Threads that send requests until they are stopped; what went wrong is kept in words. */
abstract class Clients implements AutoCloseable {
    private final AtomicLong answered = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads;
    private volatile boolean stopped;

    Clients(String name, int count) {
        this.threads = IntStream.range(0, count)
                .mapToObj(i -> new Thread(this::sendUntilStopped, name + "-" + i))
                .toList();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** What each thread does, until {@link #isStopped}. */
    abstract void sendUntilStopped();

    void answer() {
        answered.incrementAndGet();
    }

    void fail(String how) {
        failures.add(how);
    }

    boolean isStopped() {
        return stopped;
    }

    /** Waits until {@code count} more requests than now are answered. */
    void awaitMore(int count) {
        long goal = answered.get() + count;
        Await.until(count + " more answers; failed so far: " + failures, () -> answered.get() >= goal);
    }

    /** How many requests were answered so far. */
    long answered() {
        return answered.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Lets the requests under way end and sends no more. */
    Clients stop() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        return this;
    }

    @Override
    public void close() {
        stop();
    }

    /** What an assertion that fails should tell. */
    @Override
    public String toString() {
        return answered + " answered, " + failures.size() + " failed";
    }
}
