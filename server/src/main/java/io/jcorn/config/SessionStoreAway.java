package io.jcorn.config;

/** What a request gets while the session store can't be reached. */
enum SessionStoreAway {
    FAIL,
    READ_ONLY;

    /** As in settings. */
    @Override
    public String toString() {
        return this == FAIL ? "fail" : "read-only";
    }
}
