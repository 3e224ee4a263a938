package io.jcorn.servlet.dispatch;

import io.jcorn.servlet.tomcat.TomcatClasses;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a servlet and a filter have in common: a name, a class or an instance, parameters. Changed only while the application starts, by
 * the thread that starts it.
 *
 * @param <T> Servlet or Filter
 */
abstract sealed class Component<T> permits ServletHolder, FilterHolder {
    private final String name;
    private final Class<T> kind;
    private final ServletContext context;
    private final Map<String, String> initParameters = new LinkedHashMap<>();
    private String className;
    private Class<? extends T> type;
    private T supplied;
    private boolean asyncSupported;

    Component(String name, Class<T> kind, ServletContext context) {
        this.name = name;
        this.kind = kind;
        this.context = context;
    }

    public final String name() {
        return name;
    }

    /** null while only the name is declared (Servlet 6.1 §4.4.1). */
    public final String className() {
        return className;
    }

    public final void className(String className) {
        this.className = className;
    }

    public final void type(Class<? extends T> type) {
        this.type = type;
        this.className = type.getName();
    }

    /** An instance that the application made itself. */
    public final void supply(T instance) {
        this.supplied = instance;
        this.className = instance.getClass().getName();
    }

    public final boolean isSupplied(T instance) {
        return supplied == instance;
    }

    public final Map<String, String> initParameters() {
        return initParameters;
    }

    public final void asyncSupported(boolean supported) {
        asyncSupported = supported;
    }

    public final boolean asyncSupported() {
        return asyncSupported;
    }

    public final ServletContext getServletContext() {
        return context;
    }

    public final String getInitParameter(String name) {
        return initParameters.get(name);
    }

    public final Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(initParameters.keySet());
    }

    /** The class, loaded by the application's loader if it is known by name only. */
    final Class<? extends T> type() throws ClassNotFoundException {
        if (type == null && className != null && supplied == null) {
            type = find().asSubclass(kind);
        }
        return type;
    }

    private Class<?> find() throws ClassNotFoundException {
        try {
            return Class.forName(className, false, context.getClassLoader());
        } catch (ClassNotFoundException e) {
            Class<?> ours = TomcatClasses.find(className);
            if (ours == null) throw e;
            return ours;
        }
    }

    /** Its class; null if it is missing. Runs no application code. */
    public final Class<?> loadedClass() {
        try {
            return supplied != null ? supplied.getClass() : type();
        } catch (ClassNotFoundException | ClassCastException | LinkageError e) {
            return null;
        }
    }

    /** Whether its class is there; runs no application code. */
    public final boolean hasClass() {
        try {
            return supplied != null || type() != null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The instance supplied, else a new one. */
    final T instantiate() throws ServletException {
        if (supplied != null) return supplied;
        if (className == null) throw new ServletException(describe() + " has no class");
        try {
            return Instances.create(type());
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            Throwable cause = e instanceof ReflectiveOperationException r ? Instances.causeOf(r) : e;
            throw new ServletException("can't instantiate " + describe(), cause);
        }
    }

    /** For messages: which component it is. */
    public final String describe() {
        return kind.getSimpleName().toLowerCase(java.util.Locale.ROOT) + " " + name
                + (className == null || className.equals(name) ? "" : " (" + className + ")");
    }
}
