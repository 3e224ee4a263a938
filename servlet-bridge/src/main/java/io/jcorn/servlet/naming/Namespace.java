package io.jcorn.servlet.naming;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;

/**
 * All names of one application. {@code java:comp} and {@code java:module} are the same, as a WAR is one module whose components share
 * theirs (Jakarta EE Platform 11 §5); {@code java:global} is shared with the other applications of the worker.
 */
public final class Namespace implements Closeable {
    private static final String SCHEME = "java:";
    private static final String ENVIRONMENT = "comp/env/";

    private final Names root = new Names(SCHEME);
    private final Deque<Closeable> opened = new ArrayDeque<>();

    /** What the applications of a worker share: {@code java:global}. */
    public static final class Global {
        private final Names names = new Names(SCHEME + "global");
    }

    /** @param module the application's name: the WAR's without its ending */
    public Namespace(String module, Global global) {
        Names component = root.folder("comp");
        root.mount("module", component);
        root.mount("global", global.names);
        root.folder("comp/env");
        component.entries().put("ModuleName", (Source) () -> module);
        root.folder("app").entries().put("AppName", (Source) () -> module);
    }

    /** The read-only view that applications have. */
    public Context context() {
        return new NamesContext(root, root);
    }

    /**
     * Binds a name.
     *
     * @param name below {@code java:comp/env}, unless it begins with {@code java:}
     * @throws NamingException if the name is a folder, or a part of it is none
     */
    public void bind(String name, Source source) throws NamingException {
        String path = path(name);
        int slash = path.lastIndexOf('/');
        try {
            Names folder = slash < 0 ? root : root.folder(path.substring(0, slash));
            Object earlier = folder.entries().putIfAbsent(path.substring(slash + 1), source);
            if (earlier instanceof Names) throw new InvalidNameException(SCHEME + path + " is a folder of names");
        } catch (IllegalArgumentException e) {
            throw new InvalidNameException(e.getMessage());
        }
    }

    /** Binds a name as {@link #bind} does to what is opened when somebody first looks it up, and closed with the application. */
    public void bindOpened(String name, Source opener) throws NamingException {
        bind(name, new Source() {
            private Object opened;

            @Override
            public synchronized Object get() throws NamingException {
                if (opened == null) {
                    opened = opener.get();
                    if (opened instanceof Closeable closeable) closeLater(closeable);
                }
                return opened;
            }
        });
    }

    /** Whether something stands for a name, written as for {@link #bind}. */
    public boolean isBound(String name) throws NamingException {
        return root.find(new CompositeName(path(name))) instanceof Source;
    }

    @SuppressWarnings("BanJNDI") // our own context
    Object lookup(String name) throws NamingException {
        return context().lookup(SCHEME + path(name));
    }

    /** Whether a name is written as one of an application's. */
    static boolean isOurs(String name) {
        return name.startsWith(SCHEME);
    }

    private static String path(String name) {
        return isOurs(name) ? name.substring(SCHEME.length()) : ENVIRONMENT + name;
    }

    private synchronized void closeLater(Closeable resource) {
        opened.push(resource);
    }

    /** Closes what was opened for the application, the latest first. */
    @Override
    public synchronized void close() throws IOException {
        while (!opened.isEmpty()) opened.pop().close();
    }
}
