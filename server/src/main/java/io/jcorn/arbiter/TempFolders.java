package io.jcorn.arbiter;

import io.jcorn.boot.TempFolder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The workers' folders for temporary files, and what becomes of those that a worker could not delete itself. */
final class TempFolders {
    private static final Logger LOG = System.getLogger("jcorn.arbiter");

    private final TempFolder root;

    private TempFolders(TempFolder root) {
        this.root = root;
    }

    static TempFolders create() throws IOException {
        return new TempFolders(TempFolder.create());
    }

    TempFolder of(int age) {
        return root.ofWorker(age);
    }

    /** Deletes what worker {@code age} has left, on a thread of its own: that may be much, and the arbiter never waits. */
    void clean(int age) {
        TempFolder folder = root.ofWorker(age);
        if (folder.exists()) {
            var thread = new Thread(() -> delete(folder), "temp-folder-" + age);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Deletes all of them. Blocks: it is the last thing that an arbiter does. */
    void delete() {
        delete(root);
    }

    private static void delete(TempFolder folder) {
        try {
            folder.delete();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Temporary files are left: " + e);
        }
    }
}
