package io.jcorn.arbiter;

import io.jcorn.boot.StatusLine;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Listens to one worker for the arbiter: a daemon thread reads its status pipe, the JDK's own reaper waits for its end.
 *
 * <p>{@code ProcessHandle.onExit} of a process that the JDK did not start waits without reaping ({@code WNOWAIT}), so the
 * arbiter's own {@code waitpid} still gets the status, and the pid stays taken until then.
 */
final class WorkerWatch {
    private static final long STACK_BYTES = 256 * 1024;
    private static final long LAST_WORDS_SECONDS = 1;

    private WorkerWatch() {}

    /** @param status the reading end of the worker's status pipe; closed when that ends */
    static void start(int age, long pid, FileInputStream status, SignalQueue queue) {
        var told = new CompletableFuture<Boolean>();
        var thread = new Thread(null, () -> read(age, status, queue, told), "status-" + age, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        CompletableFuture<?> ended = ProcessHandle.of(pid)
                .<CompletableFuture<?>>map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        // a process that the worker started might hold the pipe open: then its last words are given up
        var unused = ended.thenCompose(end -> told.completeOnTimeout(false, LAST_WORDS_SECONDS, TimeUnit.SECONDS))
                .thenRun(() -> queue.put(new Event.Ended(age)));
    }

    private static void read(int age, FileInputStream status, SignalQueue queue, CompletableFuture<Boolean> told) {
        try (var lines = new BufferedReader(new InputStreamReader(status, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<StatusLine> parsed = StatusLine.parse(line);
                parsed.ifPresent(known -> queue.put(new Event.Told(age, known)));
            }
        } catch (IOException e) {
            // as good as its end
        } finally {
            told.complete(true);
        }
    }
}
