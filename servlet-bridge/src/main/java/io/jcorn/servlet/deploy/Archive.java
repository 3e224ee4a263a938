package io.jcorn.servlet.deploy;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of an application's class path.
 *
 * @param path a jar, or a folder of classes
 * @param label how messages call it, such as {@code WEB-INF/lib/shop.jar}
 */
record Archive(Path path, String label) {
    boolean isFolder() {
        return Files.isDirectory(path);
    }

    /** The file's own name: what {@code ServletContext.ORDERED_LIBS} lists. */
    String fileName() {
        return path.getFileName().toString();
    }
}
