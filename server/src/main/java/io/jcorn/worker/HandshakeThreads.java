package io.jcorn.worker;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where a worker computes the keys of TLS handshakes, each of which takes a processor for a millisecond or more, at no
 * cost to who asks for it.
 *
 * <p>Threads of their own: so few that a flood of handshakes leaves processors to requests, and none that requests wait
 * for. The queue has one entry for each connection at the most.
 */
final class HandshakeThreads implements Executor {
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    /** @param atOnce how many are computed at once */
    HandshakeThreads(int atOnce) {
        threads = new ThreadPoolExecutor(
                atOnce, atOnce, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), HandshakeThreads::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "jcorn-handshake");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }
}
