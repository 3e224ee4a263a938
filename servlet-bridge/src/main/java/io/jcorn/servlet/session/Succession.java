package io.jcorn.servlet.session;

import io.jcorn.servlet.session.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One worker follows another, each with its sessions in its own heap: who ends leaves them in files, who follows waits
 * for that.
 *
 * <pre>
 *   old:  serves ──────────► drains ─► files, unlocks
 *   new:           starts ─► serves, waits for the lock with the first unknown session ─► reads the files
 * </pre>
 *
 * <p>A worker has the lock until its process ends, so that one which is killed holds nobody up.
 */
public final class Succession implements SessionKeeping {
    private static final System.Logger LOG = System.getLogger("jcorn.session");
    private static final Duration WAIT = Duration.ofSeconds(5);
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    /** Never given back, the end of the process does that; null if it couldn't be got. */
    private final CompletableFuture<FileLock> lead = new CompletableFuture<>();

    private Succession(Path folder) {
        this.folder = folder;
    }

    /** Queues up behind the worker that has the folder now. @throws StoreException if the folder can't be written */
    public static Succession begin(Path folder) {
        Succession succession = new Succession(folder);
        FileChannel lock;
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            lock = FileChannel.open(
                    folder.resolve("worker.lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    OWNER_ONLY);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE, "the session folder " + folder + " can't be written: " + e, e);
        }
        Thread thread = new Thread(() -> succession.waitFor(lock), "jcorn-session-succession");
        thread.setDaemon(true);
        thread.start();
        return succession;
    }

    private void waitFor(FileChannel lock) {
        try {
            lead.complete(lock.lock());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Sessions of the worker before can't be waited for: " + e);
            lead.complete(null);
        }
    }

    /** Waits, not for long, until the worker before has ended. @return whether it has */
    boolean await() {
        try {
            lead.get(lead.isDone() ? 0 : WAIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file of an application's sessions. */
    Path file(long application) {
        return folder.resolve(Long.toHexString(application) + ".sessions");
    }
}
