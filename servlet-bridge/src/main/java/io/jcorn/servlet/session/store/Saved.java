package io.jcorn.servlet.session.store;

/**
 * How a save went.
 *
 * @param before the version that the changes were merged into, 0 for a new session
 * @param after the version they made; 0 if there is no such session any more, so that nothing was saved
 */
public record Saved(long before, long after) {
    public static final Saved GONE = new Saved(0, 0);

    public boolean isGone() {
        return after == 0;
    }
}
