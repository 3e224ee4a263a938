package io.jcorn.servlet.session;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it hears, one line an event, into a list that several listeners and values may share. */
record RecordingListener(String name, List<String> heard)
        implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {
    RecordingListener() {
        this("listener", new CopyOnWriteArrayList<>());
    }

    /** A session attribute that writes down when it is bound and unbound. */
    record Value(String name, List<String> heard) implements HttpSessionBindingListener {
        @Override
        public void valueBound(HttpSessionBindingEvent event) {
            heard.add(name + " bound to " + event.getName() + seen(event.getSession(), event.getName()));
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            heard.add(name + " unbound from " + event.getName() + seen(event.getSession(), event.getName()));
        }

        private static String seen(HttpSession session, String name) {
            try {
                return session.getAttribute(name) instanceof Value value ? ", which is " + value.name() : "";
            } catch (IllegalStateException e) {
                return ", which is invalid";
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        heard.add(name + ": created");
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        heard.add(name + ": destroyed with "
                + java.util.Collections.list(event.getSession().getAttributeNames()));
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
        heard.add(name + ": id changed" + (event.getSession().getId().equals(oldSessionId) ? " to the same" : ""));
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        heard.add(name + ": added " + event.getName() + "=" + event.getValue());
    }

    @Override
    public void attributeRemoved(HttpSessionBindingEvent event) {
        heard.add(name + ": removed " + event.getName() + "=" + event.getValue());
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
        heard.add(name + ": replaced " + event.getName() + "=" + event.getValue());
    }
}
