package io.jcorn.servlet.deploy;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/**
 * What an application sees of the JVM it runs in: the JDK, and of the container's class path only the APIs. jcorn's own classes and
 * libraries are hidden, so that their versions are nobody's business (Servlet 6.1 §10.7.2).
 */
final class ContainerApi extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String[] PACKAGES = {
        "jakarta.servlet.", "jakarta.annotation.", "jakarta.el.", "jakarta.websocket."
    };
    private static final String[] FOLDERS = {
        "jakarta/servlet/", "jakarta/annotation/", "jakarta/el/", "jakarta/websocket/"
    };

    private final ClassLoader container;

    /** {@code container} is the loader that has the Servlet API. */
    ContainerApi(ClassLoader container) {
        super("jcorn-api", ClassLoader.getPlatformClassLoader());
        this.container = container;
    }

    /** Whether a class is the container's to define, if it has it. */
    static boolean isApi(String className) {
        return startsWithOneOf(className, PACKAGES);
    }

    private static boolean startsWithOneOf(String name, String[] prefixes) {
        if (!name.startsWith("jakarta")) return false;
        for (String prefix : prefixes) if (name.startsWith(prefix)) return true;
        return false;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (isApi(name)) return container.loadClass(name);
        throw new ClassNotFoundException(name);
    }

    @Override
    protected URL findResource(String name) {
        return startsWithOneOf(name, FOLDERS) ? container.getResource(name) : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return startsWithOneOf(name, FOLDERS) ? container.getResources(name) : Collections.emptyEnumeration();
    }
}
