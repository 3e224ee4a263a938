package io.jcorn.servlet.session.store;

/** How a rewriting went. */
public enum Rewritten {
    DONE,
    /** There is no such session. */
    GONE,
    /** It is of another version by now; nothing was written. */
    CHANGED
}
