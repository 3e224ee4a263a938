package io.jcorn.worker;

/** What has a key of an event loop's selector and is looked after by the loop's leader. */
interface Watched {
    /** The selector found it ready. @return whether the caller leads still */
    boolean ready();

    /**
     * Looks after time limits; about four times a second.
     *
     * @param awake since when the loop has not stood still; both by {@link System#nanoTime}
     */
    void sweep(long now, long awake);

    /** Closes it. From any thread. */
    void close();
}
