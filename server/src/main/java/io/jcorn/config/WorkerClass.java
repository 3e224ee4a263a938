package io.jcorn.config;

import java.util.Locale;

/** How a worker runs requests; gunicorn's {@code -k}. */
public enum WorkerClass {
    /** On the event loop while a mapping is quick, else on a thread. */
    ADAPTIVE,
    /** Always on one of {@code threads} threads. */
    GTHREAD,
    /** One request at a time. */
    SYNC,
    /** Each request on a virtual thread of its own: Java 21 or newer. */
    VIRTUAL;

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
