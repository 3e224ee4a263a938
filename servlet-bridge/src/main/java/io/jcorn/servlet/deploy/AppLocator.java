package io.jcorn.servlet.deploy;

import io.jcorn.app.DeploymentException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the parts of an application: a WAR is unpacked, a folder is used where it is, a loose WAR file lists them. */
final class AppLocator {
    private final WarStore store;

    AppLocator(WarStore store) {
        this.store = store;
    }

    AppLayout locate(Path given, Failures failures) throws DeploymentException {
        Path location = given.toAbsolutePath().normalize();
        try {
            if (Files.isDirectory(location)) return folder(location);
            if (!Files.exists(location)) {
                throw failures.unreadable(
                        "does not exist (" + location + "); give the path of a WAR or a folder", null);
            }
            if (!Files.isReadable(location)) {
                throw failures.unreadable("can't be read; let the user of jcorn read " + location, null);
            }
            if (LooseWar.isOne(location)) return LooseWar.read(location, failures);
            return folder(store.unpacked(location, failures));
        } catch (IOException e) {
            throw failures.unreadable("can't be read: " + e, e);
        }
    }

    static AppLayout folder(Path webapp) throws IOException {
        Path classes = webapp.resolve("WEB-INF/classes");
        List<Archive> libraries = new ArrayList<>();
        for (Path jar : jars(webapp.resolve("WEB-INF/lib")))
            libraries.add(new Archive(jar, "WEB-INF/lib/" + jar.getFileName()));
        return new AppLayout(
                List.of(webapp),
                Files.isDirectory(classes) ? List.of(new Archive(classes, "WEB-INF/classes")) : List.of(),
                libraries);
    }

    /** In the order of their names, so that every worker has the same class path on every file system. */
    static List<Path> jars(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        if (!Files.isDirectory(folder)) return jars;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path entry : entries) if (Files.isRegularFile(entry)) jars.add(entry);
        }
        jars.sort(null);
        return jars;
    }
}
