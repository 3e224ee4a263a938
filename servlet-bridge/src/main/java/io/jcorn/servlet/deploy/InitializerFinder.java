package io.jcorn.servlet.deploy;

import io.jcorn.app.DeploymentException;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.annotation.HandlesTypes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.CompositeIndex;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

/**
 * Finds ServletContainerInitializers (Servlet 6.1 §8.2.4): the container's, then those that WEB-INF/classes and the libraries name in
 * META-INF/services, in the order of the fragments. Runs their constructors, and nothing else of the application.
 */
final class InitializerFinder {
    private static final System.Logger LOG = System.getLogger("jcorn.deploy");

    /** Of Tomcat's libraries, which some WARs bring along: they set up what is jcorn's to do, as parts of Tomcat itself. */
    private static final Set<String> OTHER_CONTAINERS =
            Set.of("org.apache.jasper.servlet.JasperInitializer", "org.apache.tomcat.websocket.server.WsSci");

    private final List<ArchiveScan> archives;
    private final ClassLoader loader;
    private final Path cache;
    private final Failures failures;
    private IndexView index;

    /**
     * Looks into one application.
     *
     * @param archives those that take part: excluded fragments don't
     * @param cache folder for what was found for the same archives before
     */
    InitializerFinder(List<ArchiveScan> archives, ClassLoader loader, Path cache, Failures failures) {
        this.archives = archives;
        this.loader = loader;
        this.cache = cache;
        this.failures = failures;
    }

    List<Initializer> find(ClassLoader container) throws DeploymentException, IOException {
        Map<String, ServletContainerInitializer> found = new LinkedHashMap<>();
        for (ServletContainerInitializer each : ServiceLoader.load(ServletContainerInitializer.class, container))
            found.put(each.getClass().getName(), each);
        for (ArchiveScan scan : archives)
            for (String name : scan.initializers())
                if (!found.containsKey(name) && !OTHER_CONTAINERS.contains(name)) found.put(name, instance(name, scan));
        List<Initializer> initializers = new ArrayList<>();
        for (ServletContainerInitializer each : found.values())
            initializers.add(new Initializer(each, handled(each.getClass())));
        return initializers;
    }

    private ServletContainerInitializer instance(String name, ArchiveScan scan) throws DeploymentException {
        try {
            Class<?> type = Class.forName(name, true, loader);
            return type.asSubclass(ServletContainerInitializer.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            throw failures.failed(
                    scan.archive().label() + " names the ServletContainerInitializer " + name
                            + ", which can't be made: " + cause
                            + "; add what it needs or remove it from META-INF/services",
                    cause);
        }
    }

    /** Null if there is no @HandlesTypes or nothing matches it. */
    private Set<Class<?>> handled(Class<?> initializer) throws IOException {
        List<Class<?>> types = handlesTypes(initializer);
        if (types.isEmpty()) return null;
        Set<Class<?>> classes = handled(initializer.getName(), types);
        return classes.isEmpty() ? null : classes;
    }

    /** The application's classes that {@code types} match; {@code who} asks for them, for the cache. */
    Set<Class<?>> handled(String who, List<Class<?>> types) throws IOException {
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (String name : names(who, types)) {
            Class<?> type = load(name);
            if (type != null) classes.add(type);
        }
        return classes;
    }

    /** A class whose supertypes are missing is an optional part of a library: nobody can use it, so nobody gets it. */
    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.log(Level.DEBUG, () -> name + " is left out of @HandlesTypes: " + e);
            return null;
        }
    }

    private List<Class<?>> handlesTypes(Class<?> initializer) throws IOException {
        try {
            HandlesTypes annotation = initializer.getAnnotation(HandlesTypes.class);
            return annotation == null ? List.of() : List.of(annotation.value());
        } catch (ArrayStoreException | TypeNotPresentException | LinkageError e) {
            return presentTypes(initializer); // one missing type makes the whole annotation unreadable
        }
    }

    private List<Class<?>> presentTypes(Class<?> initializer) throws IOException {
        List<Class<?>> types = new ArrayList<>();
        ClassInfo info = index().getClassByName(initializer.getName());
        if (info == null) return types;
        for (Type type : info.declaredAnnotation(HandlesTypes.class).value().asClassArray()) {
            Class<?> loaded = load(type.name().toString());
            if (loaded != null) types.add(loaded);
        }
        return types;
    }

    private Set<String> names(String who, List<Class<?>> types) throws IOException {
        Path file = cache.resolve(who);
        if (Files.exists(file)) return new LinkedHashSet<>(Files.readAllLines(file));
        HandledTypes handled = new HandledTypes(index(), loader);
        Set<String> names = new TreeSet<>();
        for (Class<?> type : types) names.addAll(handled.of(type));
        Once.replace(file, String.join("\n", names).getBytes(StandardCharsets.UTF_8));
        return names;
    }

    private IndexView index() throws IOException {
        if (index == null) {
            List<IndexView> parts = new ArrayList<>();
            for (ArchiveScan scan : archives) parts.add(scan.index());
            index = CompositeIndex.create(parts);
        }
        return index;
    }
}
