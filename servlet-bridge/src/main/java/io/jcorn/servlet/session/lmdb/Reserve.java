package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
import org.lmdbjava.Env;
import org.lmdbjava.EnvInfo;

/**
 * The last pages of a store, kept for who makes room. LMDB copies a page to change it, and the old one is free two
 * transactions later: without free pages nothing can be removed either. New sessions that keep coming would have each page
 * before the sweep has it.
 *
 * <pre>
 *   0 ─────────────────── used pages ───────────────────► what map and file system have
 *                                  │  kept    │  kept    │
 *                   new sessions end here     │          │
 *                    those that become larger end here   │
 *               what needs no more, and what makes room: up to the end
 * </pre>
 *
 * Used are the pages of the trees, which their headers tell. All others are free, or will be: but for LMDB's list of those,
 * a page for 500, and those that a reader of before still sees. Belongs to who writes.
 */
final class Reserve {
    /** What a small transaction copies, and what its two forerunners did. */
    private static final int MIN_PAGES = 32;
    /** 8 MB: most transactions of the largest batches are one all the same. */
    private static final int MAX_PAGES = 2048;

    private static final int PART = 16;

    private final Env<ByteBuffer> env;
    private final FileStore fileSystem;
    private final int pageBytes;
    private long pages;
    private boolean mapIsLimit;
    private long kept;
    /** So much may this process write until it looks again what there is: others fill the file system too. */
    private long trusted;

    /** Of an open environment. */
    Reserve(Env<ByteBuffer> env, FileStore fileSystem) {
        this.env = env;
        this.fileSystem = fileSystem;
        this.pageBytes = env.stat().pageSize;
    }

    /** @throws StoreException if a new session of so many bytes has to wait for room */
    void checkNew(long used, int bytes) {
        if (!leaves(2, used, bytes)) {
            throw full();
        }
    }

    /** @throws StoreException if one may not become larger, so that it has so many */
    void checkLarger(long used, int bytes) {
        if (!leaves(1, used, bytes)) {
            throw full();
        }
    }

    private StoreException full() {
        return mapIsLimit ? Failure.fullMap(null) : Failure.fullFileSystem(null);
    }

    private boolean leaves(int parts, long used, int bytes) {
        trusted -= bytes;
        long after = used + bytes / pageBytes + 1;
        if (trusted < 0 || pages - after < parts * kept) {
            look();
        }
        return pages - after >= parts * kept;
    }

    private void look() {
        EnvInfo info = env.info();
        long inMap = info.mapSize / pageBytes;
        long inFileSystem = info.lastPageNumber + 1 + usableBytes() / pageBytes;
        mapIsLimit = inMap <= inFileSystem;
        pages = Math.min(inMap, inFileSystem);
        kept = Math.max(MIN_PAGES, Math.min(MAX_PAGES, pages / PART));
        trusted = kept * pageBytes / 4; // of several workers
    }

    private long usableBytes() {
        try {
            return fileSystem.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("the session store's file system does not tell its room", e);
        }
    }
}
