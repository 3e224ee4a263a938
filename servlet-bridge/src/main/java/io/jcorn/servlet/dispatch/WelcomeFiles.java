package io.jcorn.servlet.dispatch;

import io.jcorn.servlet.resource.WebResources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What stands for a folder (Servlet 6.1 §10.10): first the welcome files that exist, then the servlets mapped to such a name. Immutable. */
public final class WelcomeFiles {
    /** Of an application that names none. */
    private static final List<String> USUAL = List.of("index.html", "index.htm", "index.jsp");

    private final List<String> names;
    private final WebResources resources;

    /** @param names without leading slash, in order; none means the usual ones */
    public WelcomeFiles(List<String> names, WebResources resources) {
        this.names = names.isEmpty() ? USUAL : List.copyOf(names);
        this.resources = resources;
    }

    /** The name to append to a folder's path; null if nothing stands for it. Asks the file system. */
    String find(String folder, PathMapper mapper) {
        for (String name : names) {
            Path file = resources.find(folder + name);
            if (file != null && Files.isRegularFile(file)) return name;
        }
        for (String name : names) {
            if (mapper.isMapped(mapper.map(folder + name))) return name;
        }
        return null;
    }
}
