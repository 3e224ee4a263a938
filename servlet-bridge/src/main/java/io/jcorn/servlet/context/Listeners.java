package io.jcorn.servlet.context;

import jakarta.servlet.ServletContextAttributeListener;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestAttributeListener;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.EventListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The listeners of an application in the order in which they are told: declared ones, then those that code added (Servlet 6.1 §11.3). */
final class Listeners {
    private static final List<Class<? extends EventListener>> KINDS = List.of(
            ServletContextListener.class,
            ServletContextAttributeListener.class,
            ServletRequestListener.class,
            ServletRequestAttributeListener.class,
            HttpSessionListener.class,
            HttpSessionAttributeListener.class,
            HttpSessionIdListener.class);

    private final List<EventListener> declared = new CopyOnWriteArrayList<>();
    private final List<EventListener> added = new CopyOnWriteArrayList<>();
    private final PhaseGate gate;

    Listeners(PhaseGate gate) {
        this.gate = gate;
    }

    void declare(EventListener listener) {
        declared.add(listener);
    }

    void add(EventListener listener) {
        gate.checkOpen();
        check(listener.getClass());
        if (listener instanceof ServletContextListener && gate.phase() != Phase.INITIALIZERS) {
            throw new IllegalArgumentException(listener.getClass().getName()
                    + ": a ServletContextListener can only be added by a ServletContainerInitializer");
        }
        added.add(listener);
    }

    /** @throws IllegalArgumentException for a class that is no listener of the Servlet API's */
    static void check(Class<?> type) {
        if (KINDS.stream().noneMatch(kind -> kind.isAssignableFrom(type))) {
            throw new IllegalArgumentException(type.getName() + " implements no listener interface");
        }
    }

    List<EventListener> declared() {
        return declared;
    }

    List<EventListener> added() {
        return added;
    }

    List<EventListener> all() {
        return Stream.concat(declared.stream(), added.stream()).toList();
    }

    <T extends EventListener> List<T> of(Class<T> kind) {
        return all().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
