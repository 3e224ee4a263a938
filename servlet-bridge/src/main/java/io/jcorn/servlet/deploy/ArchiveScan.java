package io.jcorn.servlet.deploy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;

/**
 * What is known of an archive without opening it.
 *
 * @param identity tells this content from any other
 * @param folders names of folders that have files, such as {@code com/acme}; "" is the root
 * @param initializers class names in its META-INF/services for ServletContainerInitializers of jakarta.servlet
 * @param tagLibraries names of its tag library descriptors
 * @param traits see {@link Trait}
 * @param indexFile the Jandex index of its classes
 * @param resources folder with its META-INF/resources; null if it has none
 */
record ArchiveScan(
        Archive archive,
        String identity,
        Set<String> folders,
        List<String> initializers,
        List<String> tagLibraries,
        Set<Trait> traits,
        Path indexFile,
        Path resources) {
    /** Questions of later steps, answered while the archive's bytes went by. */
    enum Trait {
        /** Has a META-INF/web-fragment.xml. */
        FRAGMENT,
        /** Has META-INF/resources. */
        RESOURCES,
        /** A class has an annotation of the Servlet API: the index is worth reading. */
        ANNOTATED,
        /** A class says something of security by annotation, which has to be read from the loaded class. */
        SECURITY,
        /** A class refers to javax.servlet. */
        JAVAX,
        /** A class refers to jakarta.servlet. */
        JAKARTA,
        /** Has jakarta.servlet.Servlet itself. */
        SERVLET_API,
        /** A class refers to jakarta.websocket. */
        WEBSOCKET,
        /** A class asks for injection. */
        RESOURCE,
        /** A tag library descriptor declares a listener. */
        TAG_LISTENER,
        /** Has an initializer for javax.servlet. */
        JAVAX_INITIALIZER
    }

    ArchiveScan {
        folders = Set.copyOf(folders);
        initializers = List.copyOf(initializers);
        tagLibraries = List.copyOf(tagLibraries);
        traits = Set.copyOf(traits);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Reads the index, each time it is asked. */
    Index index() throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(indexFile), 1 << 16)) {
            return new IndexReader(in).read();
        }
    }
}
