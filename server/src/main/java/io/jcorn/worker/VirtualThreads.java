package io.jcorn.worker;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Virtual threads where the JVM has them (21 and later); by reflection, as jcorn is compiled for 17. */
final class VirtualThreads {
    private VirtualThreads() {}

    /** An executor with a virtual thread for each task. @throws IllegalStateException on an older JVM */
    static Executor executor() {
        try {
            return (Executor)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(
                    "worker-class virtual needs Java 21 or newer, this is Java "
                            + Runtime.version().feature(),
                    e);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("no virtual threads", e);
        }
    }
}
