package io.jcorn.worker;

/** What comes to an event loop's leader by its queue. */
@FunctionalInterface
interface Returned {
    /** Its turn has come. Throws nothing. @return whether the caller leads still */
    boolean returned();
}
