package io.jcorn.boot;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Notices in a worker that its arbiter has died, however it died: the kernel closes the other end of the boot pipe.
 *
 * <p>A daemon thread of its own, blocked in a read for the worker's life.
 */
public final class ParentWatch implements Runnable {
    private final Runnable onArbiterGone;

    private ParentWatch(Runnable onArbiterGone) {
        this.onArbiterGone = onArbiterGone;
    }

    /** Starts the watch; call it after {@link WorkerBoot#read()}. {@code onArbiterGone} runs once, on the watch's thread. */
    public static void start(Runnable onArbiterGone) {
        var thread = new Thread(null, new ParentWatch(onArbiterGone), "parent-watch", 128 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try (InputStream pipe = new FileInputStream("/dev/fd/" + WorkerBoot.BOOT_FD)) {
            while (pipe.read() >= 0) {
                // nothing follows the record today; a byte is not an end
            }
        } catch (IOException e) {
            // a pipe that cannot be read tells the same as one that ended
        }
        onArbiterGone.run();
    }
}
