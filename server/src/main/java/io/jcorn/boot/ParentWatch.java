package io.jcorn.boot;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Hears in a worker what its arbiter says by the boot pipe, and notices that the arbiter has died, however it died: the
 * kernel closes the other end.
 *
 * <p>A daemon thread of its own, blocked in a read for the worker's life.
 */
public final class ParentWatch implements Runnable {
    private final Runnable onReplaced;
    private final Runnable onArbiterGone;

    private ParentWatch(Runnable onReplaced, Runnable onArbiterGone) {
        this.onReplaced = onReplaced;
        this.onArbiterGone = onArbiterGone;
    }

    /**
     * Starts the watch; call it after {@link WorkerBoot#read()}. Both run on the watch's thread.
     *
     * @param onReplaced run for each {@link WorkerBoot#REPLACED}
     * @param onArbiterGone run once
     */
    public static void start(Runnable onReplaced, Runnable onArbiterGone) {
        var thread = new Thread(null, new ParentWatch(onReplaced, onArbiterGone), "parent-watch", 128 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try (InputStream pipe = new FileInputStream("/dev/fd/" + WorkerBoot.BOOT_FD)) {
            for (int b = pipe.read(); b >= 0; b = pipe.read()) {
                if (b == WorkerBoot.REPLACED) {
                    onReplaced.run();
                }
            }
        } catch (IOException e) {
            // a pipe that cannot be read tells the same as one that ended
        }
        onArbiterGone.run();
    }
}
