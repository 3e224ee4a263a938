package io.jcorn.servlet.context;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextAttributeEvent;
import jakarta.servlet.ServletContextAttributeListener;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The attributes of a context. Any thread; listeners run in the thread that changes one. */
final class ContextAttributes {
    private final Map<String, Object> values = new ConcurrentHashMap<>();
    private final Map<String, Supplier<?>> onDemand = new ConcurrentHashMap<>();
    private final ServletContext context;
    private final Listeners listeners;

    ContextAttributes(ServletContext context, Listeners listeners) {
        this.context = context;
        this.listeners = listeners;
    }

    Object get(String name) {
        Object value = values.get(name);
        return value != null || onDemand.isEmpty() ? value : demanded(name);
    }

    private Object demanded(String name) {
        Supplier<?> source = onDemand.get(name);
        return source == null ? null : source.get();
    }

    /** An attribute of the container's that is made when somebody asks for it; not among the names. */
    void provide(String name, Supplier<?> source) {
        onDemand.put(name, source);
    }

    Enumeration<String> names() {
        return Collections.enumeration(values.keySet());
    }

    /** An attribute of the container's, of which no listener hears. */
    void provide(String name, Object value) {
        values.put(name, value);
    }

    void set(String name, Object value) {
        if (value == null) {
            remove(name);
            return;
        }
        Object old = values.put(name, value);
        for (var listener : listeners.of(ServletContextAttributeListener.class)) {
            if (old == null) {
                listener.attributeAdded(new ServletContextAttributeEvent(context, name, value));
            } else {
                listener.attributeReplaced(new ServletContextAttributeEvent(context, name, old));
            }
        }
    }

    void remove(String name) {
        Object old = values.remove(name);
        if (old == null) return;
        for (var listener : listeners.of(ServletContextAttributeListener.class)) {
            listener.attributeRemoved(new ServletContextAttributeEvent(context, name, old));
        }
    }
}
