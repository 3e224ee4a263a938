package io.jcorn.servlet.resource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of a web application by their paths, over several folders of which the first that has one wins: the web
 * application's own, overlays, then {@code META-INF/resources} of each library (Servlet 6.1 §4.6).
 *
 * <p>Immutable, used by any thread; blocks for the file system. Paths are decoded and begin with a slash. Nothing outside
 * the folders is ever found, also not by a symbolic link. {@code WEB-INF} is found as anything else, for
 * {@code ServletContext.getResource}; who serves files asks {@link #isProtected} first.
 */
public final class WebResources {
    private static final List<String> PROTECTED = List.of("/WEB-INF", "/META-INF");

    private final List<Path> roots;

    /** @param roots folders in order of precedence; those that don't exist are left out */
    public WebResources(List<Path> roots) {
        List<Path> existing = new ArrayList<>(roots.size());
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                existing.add(real(root));
            }
        }
        this.roots = List.copyOf(existing);
    }

    /** The file or folder of that path as a real path; null where there is none. With a slash at its end only a folder. */
    public Path find(String path) {
        String inside = inside(path);
        if (inside != null) {
            for (Path root : roots) {
                Path found = find(root, inside);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Where {@link #find} finds it or, if there is no such file, where it would be in the first root; null for no path. */
    public Path locate(String path) {
        Path found = find(path);
        String inside = inside(path);
        if (found != null || inside == null || roots.isEmpty()) {
            return found;
        }
        try {
            return roots.get(0).resolve(inside);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** The paths right below a folder, of all roots, folders with a slash at their end; null if it is no folder. */
    public Set<String> list(String path) {
        String inside = inside(path);
        if (inside == null) {
            return null;
        }
        String folder = inside.isEmpty() || inside.endsWith("/") ? "/" + inside : "/" + inside + "/";
        Set<String> paths = null;
        for (Path root : roots) {
            Path found = find(root, inside);
            if (found != null && Files.isDirectory(found)) {
                paths = paths == null ? new TreeSet<>() : paths;
                addChildren(found, folder, paths);
            }
        }
        return paths;
    }

    private void addChildren(Path found, String folder, Set<String> paths) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(found)) {
            for (Path child : children) {
                String path = folder + child.getFileName();
                Path target = find(path); // a link that leads outside is not there
                if (target != null) {
                    paths.add(Files.isDirectory(target) ? path + '/' : path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a path lies in WEB-INF or META-INF, in any case: never to be sent to a client by its own request. */
    public static boolean isProtected(String path) {
        for (String folder : PROTECTED) {
            int end = folder.length();
            if (path.regionMatches(true, 0, folder, 0, end) && (path.length() == end || path.charAt(end) == '/')) {
                return true;
            }
        }
        return false;
    }

    /** The same for a file that was found: a link may lead there by an innocent path. */
    boolean isProtected(Path found) {
        for (Path root : roots) {
            if (found.startsWith(root) && isProtected("/" + root.relativize(found))) {
                return true;
            }
        }
        return false;
    }

    private static Path find(Path root, String inside) {
        try {
            Path asked = root.resolve(inside);
            // File.exists, for the usual answer no must not cost an exception in each of a hundred libraries
            if (!asked.toFile().exists()) {
                return null;
            }
            Path found = asked.toRealPath();
            boolean usable = found.startsWith(root)
                    && !differsByCase(asked, found)
                    && (!inside.endsWith("/") || Files.isDirectory(found));
            return usable ? found : null;
        } catch (InvalidPathException | IOException e) {
            return null;
        }
    }

    /** On a file system that doesn't tell them apart, INDEX.JSP must not be index.jsp: nobody would run it as a page. */
    private static boolean differsByCase(Path asked, Path found) {
        return !found.equals(asked) && found.toString().equalsIgnoreCase(asked.toString());
    }

    /** The path relative to a root, without dot segments; null if it leads out of it or is none. */
    private static String inside(String path) {
        if (path == null || !path.startsWith("/") || path.indexOf('\0') >= 0) {
            return null;
        }
        if (!path.contains("/.") && !path.contains("//")) {
            return path.substring(1);
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                if (segments.isEmpty()) {
                    return null;
                }
                segments.remove(segments.size() - 1);
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        boolean folder = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
        return String.join("/", segments) + (folder && !segments.isEmpty() ? "/" : "");
    }

    private static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
