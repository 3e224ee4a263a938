package io.jcorn.jsp;

import io.jcorn.servlet.dispatch.Instances;
import java.lang.reflect.InvocationTargetException;
import org.apache.tomcat.InstanceManager;

/** Makes and ends pages, tag handlers and their listeners as the application's other components. */
final class PageInstances implements InstanceManager {
    private final ClassLoader loader;

    PageInstances(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public Object newInstance(Class<?> type) throws IllegalAccessException, InvocationTargetException {
        try {
            return Instances.create(type);
        } catch (ReflectiveOperationException e) {
            throw failure(e);
        }
    }

    @Override
    public Object newInstance(String name)
            throws IllegalAccessException, InvocationTargetException, ClassNotFoundException {
        return newInstance(name, loader);
    }

    @Override
    public Object newInstance(String name, ClassLoader from)
            throws IllegalAccessException, InvocationTargetException, ClassNotFoundException {
        return newInstance(from.loadClass(name));
    }

    /** Jasper makes tag files itself, without a call-back to their end. */
    @Override
    public void newInstance(Object made) throws InvocationTargetException {
        try {
            Instances.begin(made);
        } catch (ReflectiveOperationException e) {
            throw failure(e);
        }
    }

    @Override
    public void destroyInstance(Object instance) throws IllegalAccessException, InvocationTargetException {
        try {
            Instances.release(instance);
        } catch (ReflectiveOperationException e) {
            throw failure(e);
        }
    }

    private static InvocationTargetException failure(ReflectiveOperationException e) {
        return e instanceof InvocationTargetException target ? target : new InvocationTargetException(e);
    }
}
