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

    private final int age;
    private final SignalQueue queue;
    private final CompletableFuture<Boolean> told = new CompletableFuture<>();

    private WorkerWatch(int age, SignalQueue queue) {
        this.age = age;
        this.queue = queue;
    }

    /**
     * Begins to read what the worker will write.
     *
     * @param status the reading end of its status pipe; closed when that ends
     * @throws IOException when the system lets this process have no more threads
     */
    static WorkerWatch start(int age, FileInputStream status, SignalQueue queue) throws IOException {
        var watch = new WorkerWatch(age, queue);
        var thread = new Thread(null, () -> watch.read(status), "status-" + age, STACK_BYTES);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            status.close();
            throw new IOException("no thread can be started: is there memory left, and room (ulimit -u)?", e);
        }
        return watch;
    }

    /** Begins to wait for the end of the process, which has been spawned. */
    void awaitEnd(long pid) {
        CompletableFuture<?> ended = ProcessHandle.of(pid)
                .<CompletableFuture<?>>map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        // a process that the worker started might hold the pipe open: then its last words are given up
        var unused = ended.thenCompose(end -> told.completeOnTimeout(false, LAST_WORDS_SECONDS, TimeUnit.SECONDS))
                .thenRun(() -> queue.put(new Event.Ended(age)));
    }

    private void read(FileInputStream status) {
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
