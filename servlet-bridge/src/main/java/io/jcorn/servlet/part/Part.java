package io.jcorn.servlet.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * A part of the distribution that an installation may leave out: the jars of {@code lib/NAME}, behind a class loader of their own. Opened by
 * the first that asks for its service or for a class of the packages that applications may see; open for the rest of the process. Any
 * thread.
 *
 * @param <S> what the part does for the container, found by {@link ServiceLoader}
 */
public final class Part<S> {
    private final Path folder;
    private final Class<S> type;
    private final Set<String> packages;
    private final Set<String> lent;
    private URLClassLoader loader;
    private S service;

    private Part(Path folder, Class<S> type, Set<String> packages, Set<String> lent) {
        this.folder = folder;
        this.type = type;
        this.packages = Set.copyOf(packages);
        this.lent = Set.copyOf(lent);
    }

    /**
     * The part of that name beside the jar that has this class; null if the installation hasn't it.
     *
     * @param packages those whose classes applications may see, without the ones below them
     * @param lent names of further classes, for applications that have none of that name
     */
    public static <S> Part<S> installed(String name, Class<S> type, Set<String> packages, Set<String> lent) {
        Path own = jarOf(Part.class);
        Path folder =
                own == null ? null : own.resolveSibling("..").resolve(name).normalize();
        return folder != null && Files.isDirectory(folder) ? new Part<>(folder, type, packages, lent) : null;
    }

    /** Null for a class that lies in no file: then there is no installation. */
    private static Path jarOf(Class<?> type) {
        try {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Whether applications may see the classes and files of this package. Opens nothing. */
    public boolean brings(String packageName) {
        return packages.contains(packageName);
    }

    /** Whether an application that has no class of this name may see the part's. Opens nothing. */
    public boolean lends(String className) {
        return lent.contains(className);
    }

    /** @throws IllegalStateException if the part is damaged */
    public synchronized S service() {
        open();
        return service;
    }

    /** The loader of all its classes; its parent is the container's. */
    public synchronized ClassLoader loader() {
        open();
        return loader;
    }

    private void open() {
        if (service != null) return;
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            loader = new URLClassLoader("jcorn-" + folder.getFileName(), jars(), type.getClassLoader());
            // its libraries must not take the application that happens to ask first for theirs
            thread.setContextClassLoader(loader);
            service = ServiceLoader.load(type, loader)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            folder + " has no " + type.getName() + ": the installation is incomplete"));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " can't be read", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private URL[] jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            files.forEach(jars::add);
        }
        jars.sort(null);
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) urls[i] = jars.get(i).toUri().toURL();
        return urls;
    }
}
