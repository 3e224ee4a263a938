package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lmdbjava.Meta;
import org.lmdbjava.TargetName;

/** LMDB itself, which lmdbjava unpacks into a file and loads from there. */
final class NativeLibrary {
    /** lmdbjava's system property for the folder. */
    private static final String EXTRACT_DIR = "lmdbjava.extract.dir";

    private NativeLibrary() {}

    /**
     * Loads it once, unless a system property of lmdbjava's names a place for it. Then the file is of no use any more; but
     * lmdbjava leaves it to the exit of the JVM, and a worker that is killed has none. Blocks on the disk.
     *
     * @throws StoreException if the file can't be written
     */
    static synchronized void load() {
        if (System.getProperty(TargetName.LMDB_NATIVE_LIB_PROP) != null || System.getProperty(EXTRACT_DIR) != null) {
            return;
        }
        try {
            Path folder = Files.createTempDirectory("jcorn-lmdb-");
            System.setProperty(EXTRACT_DIR, folder.toString());
            try {
                Meta.version();
            } finally {
                LmdbFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE, "LMDB can't be unpacked for the session store: " + e, e);
        }
    }
}
