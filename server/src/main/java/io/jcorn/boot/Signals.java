package io.jcorn.boot;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Handles signals by {@code sun.misc.Signal}, which {@code jdk.unsupported} exports for this purpose. Both processes'.
 *
 * <p>By reflection, because the compiler's warning about it can't be silenced. QUIT and KILL can't be handled: the JVM
 * keeps QUIT for its thread dump.
 */
public final class Signals {
    private Signals() {}

    /**
     * Calls {@code handler} on a thread of the JVM's own each time that the signal arrives.
     *
     * @param name without its SIG
     * @throws IllegalStateException if the JVM keeps that signal for itself
     */
    public static void handle(String name, Runnable handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    signalHandler.getClassLoader(),
                    new Class<?>[] {signalHandler},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            handler.run();
                            yield null;
                        }
                        // a handler is put into a map
                        case "equals" -> self == arguments[0];
                        case "hashCode" -> name.hashCode();
                        default -> "handler of SIG" + name;
                    });
            signal.getMethod("handle", signal, signalHandler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("SIG" + name + " can't be handled: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no sun.misc.Signal: " + e, e);
        }
    }
}
