package io.jcorn.posix;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Handles signals by {@code sun.misc.Signal}, which {@code jdk.unsupported} exports for this purpose.
 *
 * <p>By reflection, because the compiler's warning about it cannot be silenced. QUIT and KILL cannot be handled: the
 * JVM keeps QUIT for its thread dump.
 */
public final class SignalHandlers {
    private SignalHandlers() {}

    /** Calls {@code handler} on a thread of the JVM's own each time that {@code signal} arrives. */
    public static void handle(UnixSignal signal, Consumer<UnixSignal> handler) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handler.accept(signal);
                            return null;
                        }
                        // a handler is put into a map: hashCode, equals, toString
                        return method.getName().equals("equals")
                                ? (Object) (self == arguments[0])
                                : method.getName().equals("hashCode") ? (Object) signal.hashCode() : signal.toString();
                    });
            signalType
                    .getMethod("handle", signalType, handlerType)
                    .invoke(null, signalType.getConstructor(String.class).newInstance(signal.name()), proxy);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("SIG" + signal + " cannot be handled: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no sun.misc.Signal: " + e, e);
        }
    }
}
