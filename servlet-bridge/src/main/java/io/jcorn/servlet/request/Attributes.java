package io.jcorn.servlet.request;

import jakarta.servlet.ServletRequestAttributeEvent;
import jakarta.servlet.ServletRequestAttributeListener;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The attributes that applications set on a request, and the listeners that hear of them (Servlet 6.1 §11.2). */
final class Attributes {
    private final DispatchedRequest request;
    private final Map<String, Object> values = new HashMap<>();

    Attributes(DispatchedRequest request) {
        this.request = request;
    }

    Object get(String name) {
        return values.get(name);
    }

    /** The names of these and of the dispatch's. */
    Set<String> names(Map<String, Object> dispatched) {
        Set<String> names = new LinkedHashSet<>(values.keySet());
        names.addAll(dispatched.keySet());
        return names;
    }

    void set(String name, Object value) {
        Object old = values.put(name, value);
        List<ServletRequestAttributeListener> listeners = listeners();
        if (listeners.isEmpty()) {
            return;
        }
        ServletRequestAttributeEvent event = event(name, old == null ? value : old);
        for (ServletRequestAttributeListener listener : listeners) {
            if (old == null) {
                listener.attributeAdded(event);
            } else {
                listener.attributeReplaced(event);
            }
        }
    }

    void remove(String name) {
        Object old = values.remove(name);
        List<ServletRequestAttributeListener> listeners = listeners();
        if (old == null || listeners.isEmpty()) {
            return;
        }
        ServletRequestAttributeEvent event = event(name, old);
        for (ServletRequestAttributeListener listener : listeners) {
            listener.attributeRemoved(event);
        }
    }

    private List<ServletRequestAttributeListener> listeners() {
        return request.dispatch().context().requestAttributeListeners();
    }

    private ServletRequestAttributeEvent event(String name, Object value) {
        return new ServletRequestAttributeEvent(request.getServletContext(), request, name, value);
    }
}
