package io.jcorn.maven;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Until given back, SIGINT runs an action instead of ending Maven, so that a build that was stopped by Ctrl-C ends as one
 * that succeeded. The JVM runs the action on a thread of its own.
 *
 * <p>{@code sun.misc.Signal} by reflection: javac warns of that class whatever one says, and warnings fail the build.
 * On a JVM without it Ctrl-C ends Maven, and the server by its closed standard input.
 */
final class CtrlC {
    private final Object before;

    private CtrlC(Object before) {
        this.before = before;
    }

    static CtrlC then(Runnable action) {
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler calls = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                    return null;
                }
                return method.invoke(action, arguments);
            };
            return new CtrlC(
                    handle(Proxy.newProxyInstance(CtrlC.class.getClassLoader(), new Class<?>[] {handler}, calls)));
        } catch (ReflectiveOperationException e) {
            return new CtrlC(null);
        }
    }

    /** Gives SIGINT back to whom it belonged. */
    void giveBack() {
        try {
            if (before != null) {
                handle(before);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object handle(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Method handle = signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"));
        return handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), handler);
    }
}
