package io.jcorn.it;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Keep-alive connections, each with a thread that sends one GET after another and never retries: a request that was
 * sent and not answered with 200 is lost. A new connection is opened only where the server said that the last was over.
 */
final class Load implements AutoCloseable {
    private final InetSocketAddress address;
    private final String target;
    private final AtomicLong answered = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads;
    private volatile boolean stopped;

    private Load(InetSocketAddress address, String target, int connections) {
        this.address = address;
        this.target = target;
        this.threads = IntStream.range(0, connections)
                .mapToObj(i -> new Thread(this::sendUntilStopped, "load-" + i))
                .toList();
    }

    static Load on(JcornProcess jcorn, String target, int connections) {
        Load load = new Load(jcorn.address(), target, connections);
        load.threads.forEach(Thread::start);
        return load;
    }

    /** Waits until {@code count} more requests than now are answered. */
    void awaitMore(int count) {
        long goal = answered.get() + count;
        Await.until(count + " more answers; failed so far: " + failures, () -> answered.get() >= goal);
    }

    long answered() {
        return answered.get();
    }

    /** What went wrong with each lost request. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Lets the requests under way end and sends no more. */
    Load stop() {
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

    private void sendUntilStopped() {
        while (!stopped) {
            try (RawClient client = RawClient.connect(address)) {
                boolean last = false;
                while (!stopped && !last) {
                    HttpAnswer answer = client.get(target);
                    if (answer.status() == 200) {
                        answered.incrementAndGet();
                    } else {
                        failures.add("status " + answer.status());
                    }
                    last = answer.isLast();
                }
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}
