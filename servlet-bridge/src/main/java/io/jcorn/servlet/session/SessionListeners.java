package io.jcorn.servlet.session;

import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.EventListener;
import java.util.List;

/**
 * The application's listeners that hear of sessions, in the order they were declared. What one throws goes to the
 * application code that caused the event, and no further listener hears of it (Servlet 6.1 §11.6).
 */
public record SessionListeners(
        List<HttpSessionListener> lives,
        List<HttpSessionAttributeListener> attributes,
        List<HttpSessionIdListener> ids) {
    public SessionListeners {
        lives = List.copyOf(lives);
        attributes = List.copyOf(attributes);
        ids = List.copyOf(ids);
    }

    /** Picks those that hear of sessions; a listener may be of several kinds. */
    public static SessionListeners of(List<? extends EventListener> listeners) {
        return new SessionListeners(
                only(HttpSessionListener.class, listeners),
                only(HttpSessionAttributeListener.class, listeners),
                only(HttpSessionIdListener.class, listeners));
    }

    private static <T> List<T> only(Class<T> kind, List<? extends EventListener> listeners) {
        return listeners.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void created(BridgeSession session) {
        if (!lives.isEmpty()) {
            HttpSessionEvent event = new HttpSessionEvent(session);
            for (HttpSessionListener listener : lives) {
                listener.sessionCreated(event);
            }
        }
    }

    /** In reverse order, as for all that ends (Servlet 6.1 §11.3.4). */
    void destroyed(BridgeSession session) {
        if (!lives.isEmpty()) {
            HttpSessionEvent event = new HttpSessionEvent(session);
            for (int i = lives.size() - 1; i >= 0; i--) {
                lives.get(i).sessionDestroyed(event);
            }
        }
    }

    void idChanged(BridgeSession session, String oldId) {
        if (!ids.isEmpty()) {
            HttpSessionEvent event = new HttpSessionEvent(session);
            for (HttpSessionIdListener listener : ids) {
                listener.sessionIdChanged(event, oldId);
            }
        }
    }

    void attributeSet(BridgeSession session, String name, Object old, Object value) {
        if (attributes.isEmpty()) {
            return;
        }
        // the event of a replacement carries the value that is gone
        HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, old == null ? value : old);
        for (HttpSessionAttributeListener listener : attributes) {
            if (old == null) {
                listener.attributeAdded(event);
            } else {
                listener.attributeReplaced(event);
            }
        }
    }

    void attributeRemoved(BridgeSession session, String name, Object old) {
        if (!attributes.isEmpty()) {
            HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, old);
            for (HttpSessionAttributeListener listener : attributes) {
                listener.attributeRemoved(event);
            }
        }
    }
}
