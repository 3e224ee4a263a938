package io.jcorn.config;

/** Where sessions are kept. */
public enum SessionStoreKind {
    /** In a store on this machine that all workers share. */
    LMDB,
    /** In a worker's heap. */
    MEMORY,
    /** In Redis or Valkey, which any number of machines share. */
    REDIS;

    /** As in settings; of Redis a URL stands there. */
    @Override
    public String toString() {
        return switch (this) {
            case LMDB -> "lmdb";
            case MEMORY -> "memory";
            case REDIS -> "redis";
        };
    }
}
