package io.jcorn.servlet.naming;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Locale;

/**
 * A field, or the property of a setter, by the name that an injection target has (Jakarta EE Platform 11 §5): the setter comes first.
 *
 * @param member a {@link Field} or a {@link Method} with one parameter
 */
record Member(AccessibleObject member, Class<?> type) {
    static Member of(Field field) {
        return new Member(field, field.getType());
    }

    static Member of(Method setter) {
        return new Member(setter, setter.getParameterTypes()[0]);
    }

    /** Null if the class has neither. */
    static Member find(Class<?> type, String property) {
        for (Method method : type.getDeclaredMethods())
            if (isSetter(method) && propertyOf(method).equals(property)) return of(method);
        for (Field field : type.getDeclaredFields()) if (field.getName().equals(property)) return of(field);
        return null;
    }

    static boolean isSetter(Method method) {
        return method.getParameterCount() == 1
                && method.getName().length() > 3
                && method.getName().startsWith("set");
    }

    /** {@code maxSize} of {@code setMaxSize}, {@code URL} of {@code setURL}. */
    static String propertyOf(Method setter) {
        String name = setter.getName().substring(3);
        if (name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1)))
            return name;
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    void set(Object instance, Object value) throws ReflectiveOperationException {
        member.setAccessible(true);
        try {
            if (member instanceof Field field) field.set(instance, value);
            else ((Method) member).invoke(instance, value);
        } catch (IllegalArgumentException e) {
            throw new InvocationTargetException(
                    e, value.getClass().getName() + " found where " + type.getName() + " belongs");
        }
    }
}
