package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoreException.Kind;
import java.io.IOException;
import java.util.Set;
import org.lmdbjava.Dbi.DbFullException;
import org.lmdbjava.Dbi.IncompatibleException;
import org.lmdbjava.Dbi.MapResizedException;
import org.lmdbjava.Env.FileInvalidException;
import org.lmdbjava.Env.MapFullException;
import org.lmdbjava.Env.ReadersFullException;
import org.lmdbjava.Env.VersionMismatchException;
import org.lmdbjava.LmdbNativeException;
import org.lmdbjava.LmdbNativeException.PageCorruptedException;
import org.lmdbjava.LmdbNativeException.PageNotFoundException;
import org.lmdbjava.Txn.TxFullException;

/** What LMDB's errors mean to an operator. */
final class Failure {
    /** errno, the same on Linux and macOS. */
    private static final int EIO = 5;

    private static final int ENOSPC = 28;

    private static final Set<Class<?>> DAMAGE = Set.of(
            FileInvalidException.class,
            VersionMismatchException.class,
            PageCorruptedException.class,
            PageNotFoundException.class,
            DbFullException.class,
            IncompatibleException.class);

    private Failure() {}

    static StoreException of(Throwable cause) {
        if (cause instanceof StoreException known) {
            return known;
        } else if (cause instanceof MapFullException || cause instanceof TxFullException) {
            return fullMap(cause);
        } else if (cause instanceof ReadersFullException) {
            return new StoreException(Kind.UNAVAILABLE, "too many workers read the session store", cause);
        } else if (cause instanceof MapResizedException) {
            return new StoreException(Kind.UNAVAILABLE, "the session store is larger than session-space", cause);
        } else if (isDamage(cause)) {
            return new StoreException(Kind.DAMAGED, "the session store is damaged: " + cause.getMessage(), cause);
        } else if (cause instanceof LmdbNativeException code && (isErrno(code, ENOSPC) || isErrno(code, EIO))) {
            // a page that finds no room on a tmpfs is an I/O error too
            return fullFileSystem(cause);
        } else if (cause instanceof IOException io) {
            return new StoreException(Kind.UNAVAILABLE, "the session store's lock failed: " + io.getMessage(), cause);
        }
        return new StoreException(Kind.UNAVAILABLE, "the session store failed: " + cause, cause);
    }

    static StoreException fullMap(Throwable cause) {
        return new StoreException(Kind.FULL, "the session store is full: see --session-space", cause);
    }

    static StoreException fullFileSystem(Throwable cause) {
        return new StoreException(Kind.FULL, "no space is left on the session store's file system", cause);
    }

    /** Whether what LMDB read is not what it wrote. */
    private static boolean isDamage(Throwable e) {
        return DAMAGE.contains(e.getClass());
    }

    private static boolean isErrno(LmdbNativeException exception, int errno) {
        return exception.getResultCode() == errno;
    }
}
