package io.jcorn.servlet.deploy;

import io.jcorn.servlet.part.Part;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * What an application sees of the JVM it runs in: the JDK, and of the container's class path and its optional parts only the APIs. jcorn's
 * own classes and libraries are hidden, so that their versions are nobody's business (Servlet 6.1 §10.7.2).
 */
final class ContainerApi extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String SERVLET = "jakarta.servlet";
    private static final String SERVICES = "META-INF/services/";
    private static final String ANNOTATION = "jakarta.annotation";
    /** What JNDI loads by the thread's context class loader. */
    private static final String NAMING = "io.jcorn.servlet.naming.java";

    private final ClassLoader container;
    private final List<Part<?>> parts;

    /** {@code container} is the loader that has the Servlet API. */
    ContainerApi(ClassLoader container, List<Part<?>> parts) {
        super("jcorn-api", ClassLoader.getPlatformClassLoader());
        this.container = container;
        this.parts = List.copyOf(parts);
    }

    /** Whether the classes of a package are the container's to define, if it has them. */
    boolean isApi(String packageName) {
        return isWithin(packageName, SERVLET)
                || isWithin(packageName, ANNOTATION)
                || packageName.equals(NAMING)
                || partOf(packageName) != null;
    }

    private static boolean isWithin(String packageName, String root) {
        return packageName.startsWith(root)
                && (packageName.length() == root.length() || packageName.charAt(root.length()) == '.');
    }

    /** The part that brings a package; null if none does. */
    private Part<?> partOf(String packageName) {
        for (Part<?> part : parts) if (part.brings(packageName)) return part;
        return null;
    }

    /** The loader that has an API; null for a package that is none. */
    private ClassLoader loaderOf(String packageName) {
        Part<?> part = partOf(packageName);
        if (part != null) return part.loader();
        return isApi(packageName) ? container : null;
    }

    /** Asked after the application: the loader of an API's class or of one that a part lends; null for any other. */
    private ClassLoader loaderOfClass(String className) {
        for (Part<?> part : parts) if (part.lends(className)) return part.loader();
        return loaderOf(packageOf(className));
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    /** Files beside an API's classes, and who provides an API: some look for that with the application's loader. */
    private ClassLoader loaderOfFile(String name) {
        if (name.startsWith(SERVICES)) {
            Part<?> part = partOf(packageOf(name.substring(SERVICES.length())));
            return part == null ? null : part.loader();
        }
        return loaderOfClass(name.replace('/', '.').replaceFirst("\\.[^.]*$", ""));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ClassLoader loader = loaderOfClass(name);
        if (loader == null) throw new ClassNotFoundException(name);
        return loader.loadClass(name);
    }

    @Override
    protected URL findResource(String name) {
        ClassLoader loader = loaderOfFile(name);
        return loader == null ? null : loader.getResource(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        ClassLoader loader = loaderOfFile(name);
        return loader == null ? Collections.emptyEnumeration() : loader.getResources(name);
    }
}
