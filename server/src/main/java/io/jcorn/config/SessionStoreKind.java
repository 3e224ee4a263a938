package io.jcorn.config;

/** Where sessions are kept. */
public enum SessionStoreKind {
    /** In a store on this machine that all workers share. */
    LMDB,
    /** In a worker's heap. */
    MEMORY;

    /** As in settings. */
    @Override
    public String toString() {
        return this == LMDB ? "lmdb" : "memory";
    }
}
