package io.jcorn.servlet.datasource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import javax.naming.NamingException;

/** Makes objects whose classes are known by name, and sets their properties. */
final class Instance {
    private Instance() {}

    static <T> T of(Class<?> type, Class<T> kind) throws NamingException {
        if (!kind.isAssignableFrom(type)) throw new NamingException(type.getName() + " is no " + kind.getName());
        try {
            return kind.cast(type.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw caused("can't make a " + type.getName(), e);
        }
    }

    /** Calls a setter for each: one that takes the text, or what the text says. */
    static void set(Object bean, Map<String, String> properties) throws NamingException {
        for (Map.Entry<String, String> property : properties.entrySet())
            set(bean, property.getKey(), property.getValue());
    }

    private static void set(Object bean, String property, String value) throws NamingException {
        for (Method method : bean.getClass().getMethods()) {
            if (!method.getName().equalsIgnoreCase("set" + property) || method.getParameterCount() != 1) continue;
            try {
                Object converted = converted(value, method.getParameterTypes()[0]);
                if (converted == null) continue;
                method.invoke(bean, converted);
                return;
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                throw caused("can't set " + property + " of " + bean.getClass().getName(), e);
            }
        }
        throw new NamingException(bean.getClass().getName() + " has no property " + property);
    }

    /** Null if the type is none that a text can be. */
    private static Object converted(String value, Class<?> type) {
        if (type == String.class) return value;
        if (type == int.class || type == Integer.class) return Integer.valueOf(value);
        if (type == long.class || type == Long.class) return Long.valueOf(value);
        if (type == boolean.class || type == Boolean.class) return Boolean.valueOf(value);
        return null;
    }

    private static NamingException caused(String what, Exception e) {
        Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
        NamingException failure = new NamingException(what + ": " + cause);
        failure.initCause(cause);
        return failure;
    }
}
