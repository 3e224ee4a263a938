package io.jcorn.servlet.context;

/** Lets application code configure its context only in time. Moved by the thread that starts the application, asked by any. */
final class PhaseGate {
    private volatile Phase phase = Phase.INITIALIZERS;

    Phase phase() {
        return phase;
    }

    void move(Phase next) {
        phase = next;
    }

    /** For methods that a listener added by code may not call. @throws UnsupportedOperationException to such a listener */
    void checkUnrestricted() {
        if (phase == Phase.RESTRICTED) {
            throw new UnsupportedOperationException(
                    "not for a ServletContextListener that was added by code (Servlet 6.1 §4.4)");
        }
    }

    /** For methods that configure. @throws IllegalStateException once the context is initialized */
    void checkOpen() {
        checkUnrestricted();
        if (phase == Phase.RUNNING) throw new IllegalStateException("the context is initialized already");
    }
}
