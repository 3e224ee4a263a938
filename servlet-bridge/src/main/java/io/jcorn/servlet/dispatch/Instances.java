package io.jcorn.servlet.dispatch;

import io.jcorn.servlet.naming.Environment;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes and ends the application's servlets, filters and listeners: constructor without arguments, injection, {@code @PostConstruct}; at the
 * end {@code @PreDestroy} (Servlet 6.1 §15.5). Which application's they are, the context class loader tells. Runs application code on the
 * caller's thread.
 */
public final class Instances {
    private Instances() {}

    /** @throws ReflectiveOperationException with the constructor's or the callback's own exception as cause, if it threw */
    public static <T> T create(Class<? extends T> type) throws ReflectiveOperationException {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        T instance = constructor.newInstance();
        begin(instance);
        return instance;
    }

    /** Injects and calls {@code @PostConstruct} of what somebody else made. */
    public static void begin(Object instance) throws ReflectiveOperationException {
        Environment environment = Environment.current();
        if (environment != null) environment.inject(instance);
        call(instance, PostConstruct.class);
    }

    /** Calls {@code @PreDestroy}. */
    public static void release(Object instance) throws ReflectiveOperationException {
        call(instance, PreDestroy.class);
        Environment environment = Environment.current();
        if (environment != null) environment.release(instance);
    }

    /** What went wrong in application code, without the wrapping that reflection puts around it. */
    public static Throwable causeOf(ReflectiveOperationException e) {
        return e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
    }

    private static void call(Object instance, Class<? extends Annotation> callback)
            throws ReflectiveOperationException {
        for (Method method : callbacks(instance.getClass(), callback)) {
            method.setAccessible(true);
            method.invoke(instance);
        }
    }

    /** The callbacks of a class, its superclasses' first, without those that a subclass overrides. */
    private static List<Method> callbacks(Class<?> type, Class<? extends Annotation> callback) {
        Environment environment = Environment.current();
        List<Method> found = new ArrayList<>(0);
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                boolean declared = method.isAnnotationPresent(callback)
                        || environment != null && environment.isCallback(method, callback == PostConstruct.class);
                if (declared
                        && method.getParameterCount() == 0
                        && found.stream().noneMatch(m -> m.getName().equals(method.getName()))) {
                    found.add(0, method);
                }
            }
        }
        return found;
    }
}
