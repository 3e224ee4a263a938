package io.jcorn.servlet.context;

/**
 * How far an application has come, and so what its code may still change.
 *
 * <pre>
 *   INITIALIZERS ──► LISTENERS ◄──► RESTRICTED ──► RUNNING
 * </pre>
 */
enum Phase {
    /** ServletContainerInitializers run: everything may be changed. */
    INITIALIZERS,
    /** Declared listeners, then filters and servlets, start: no further ServletContextListeners. */
    LISTENERS,
    /** A ServletContextListener runs that code had added: it may change and ask nothing of the configuration (§4.4). */
    RESTRICTED,
    /** Started, or stopped. */
    RUNNING
}
