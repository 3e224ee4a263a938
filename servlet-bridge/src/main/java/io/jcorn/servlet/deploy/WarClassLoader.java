package io.jcorn.servlet.deploy;

import io.jcorn.servlet.naming.Environment;
import io.jcorn.servlet.naming.EnvironmentOwner;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An application's class loader (Servlet 6.1 §10.7.2): the JDK's classes and the container's APIs first, then the application's, never
 * jcorn's. Resources: the application's first. A {@link URLClassLoader} because libraries look for the class path in one; it has its own
 * way to find things, see {@link PackageIndex}. Parallel capable; any thread.
 */
public final class WarClassLoader extends URLClassLoader implements EnvironmentOwner {
    static {
        registerAsParallelCapable();
    }

    private final List<ClassPathEntry> entries;
    private final PackageIndex index;
    private final ContainerApi parent;
    private final Set<String> jdkPackages;
    private volatile Environment environment;

    private WarClassLoader(
            String name, URL[] urls, List<ClassPathEntry> entries, PackageIndex index, ContainerApi parent) {
        super(name.isEmpty() ? "ROOT" : name, urls, parent);
        this.entries = List.copyOf(entries);
        this.index = index;
        this.parent = parent;
        this.jdkPackages = jdkPackages();
    }

    /**
     * Makes the loader of an application; opens nothing yet.
     *
     * @param classPath in order
     * @param parent what it sees beside its own
     */
    static WarClassLoader of(String name, List<ArchiveScan> classPath, ContainerApi parent)
            throws MalformedURLException {
        URL[] urls = new URL[classPath.size()];
        List<ClassPathEntry> entries = new ArrayList<>();
        List<Set<String>> folders = new ArrayList<>();
        for (int i = 0; i < urls.length; i++) {
            ArchiveScan scan = classPath.get(i);
            boolean isFolder = scan.archive().isFolder();
            urls[i] = scan.archive().path().toUri().toURL();
            entries.add(
                    isFolder
                            ? new FolderEntry(scan.archive().path(), urls[i])
                            : new JarEntry(scan.archive().path(), urls[i]));
            // a folder is looked into each time: a developer's compiler may add packages to it
            folders.add(isFolder ? null : scan.folders());
        }
        return new WarClassLoader(name, urls, entries, PackageIndex.of(entries, folders), parent);
    }

    private static Set<String> jdkPackages() {
        Set<String> packages = new HashSet<>();
        for (Module module : ModuleLayer.boot().modules()) {
            String name = module.getName();
            if (name.startsWith("java.") || name.startsWith("jdk.")) packages.addAll(module.getPackages());
        }
        return packages;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    /** Once it is known what the application's names are. */
    void environment(Environment known) {
        environment = known;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) loaded = name.startsWith("java.") ? parent.loadClass(name) : search(name);
            if (resolve) resolveClass(loaded);
            return loaded;
        }
    }

    private Class<?> search(String name) throws ClassNotFoundException {
        if (isParents(name)) {
            try {
                return parent.loadClass(name);
            } catch (ClassNotFoundException e) {
                return findClass(
                        name); // jakarta.servlet.jsp.jstl, org.w3c.dom.svg: in packages that the parent knows, but the
                // WAR's
            }
        }
        Class<?> own = define(name);
        return own != null ? own : parent.loadClass(name);
    }

    private boolean isParents(String className) {
        int dot = className.lastIndexOf('.');
        if (dot <= 0) return false;
        String packageName = className.substring(0, dot);
        return jdkPackages.contains(packageName) || parent.isApi(packageName);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> own = define(name);
        if (own == null) throw new ClassNotFoundException(name);
        return own;
    }

    /** Null if the application hasn't this class. */
    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try {
            for (ClassPathEntry entry : index.entriesFor(file)) {
                byte[] bytes;
                try (InputStream in = entry.open(file)) {
                    if (in == null) continue;
                    bytes = in.readAllBytes();
                }
                definePackageOf(name, entry);
                return defineClass(name, bytes, 0, bytes.length, entry.codeSource());
            }
            return null;
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private void definePackageOf(String className, ClassPathEntry entry) throws IOException {
        int dot = className.lastIndexOf('.');
        if (dot < 0 || getDefinedPackage(className.substring(0, dot)) != null) return;
        try {
            definePackage(
                    className.substring(0, dot),
                    entry.manifest(),
                    entry.codeSource().getLocation());
        } catch (IllegalArgumentException e) {
            // another thread was faster
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : parent.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = Collections.list(findResources(name));
        all.addAll(Collections.list(parent.getResources(name)));
        return Collections.enumeration(all);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        try {
            for (ClassPathEntry entry : index.entriesFor(name)) {
                InputStream in = entry.open(name);
                if (in != null) return in;
            }
        } catch (IOException e) {
            return null; // as the JDK's loaders have it
        }
        return parent.getResourceAsStream(name);
    }

    @Override
    public URL findResource(String name) {
        try {
            for (ClassPathEntry entry : index.entriesFor(name)) {
                URL url = entry.find(name);
                if (url != null) return url;
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        List<URL> found = new ArrayList<>();
        for (ClassPathEntry entry : index.entriesFor(name)) {
            URL url = entry.find(name);
            if (url != null) found.add(url);
        }
        return Collections.enumeration(found);
    }

    @Override
    public void close() throws IOException {
        super.close();
        for (ClassPathEntry entry : entries) entry.close();
    }
}
