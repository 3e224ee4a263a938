package io.jcorn.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;

/**
 * A web application that was never packed: a text file that names its parts, one a line, and that the server deploys
 * like a WAR. The lines are {@code webapp DIR} (looked up in their order), {@code classes DIR} and {@code lib JAR|DIR}.
 */
record LooseWar(List<Path> webapps, List<Path> classes, List<Path> libraries) {
    LooseWar {
        webapps = List.copyOf(webapps);
        classes = List.copyOf(classes);
        libraries = List.copyOf(libraries);
    }

    /** The project's own parts first, then its overlays', unpacked below {@code overlaysFolder}. */
    static LooseWar of(WarProject war, Path overlaysFolder) throws IOException {
        List<Path> webapps = new ArrayList<>(List.of(war.webappFolder()));
        List<Path> classes = new ArrayList<>(List.of(war.classesFolder()));
        List<Path> libraries = new ArrayList<>(war.libraries());
        for (Artifact artifact : war.overlays()) {
            Path overlay =
                    Overlay.unpack(artifact.getFile().toPath(), overlaysFolder.resolve(artifact.getArtifactId()));
            webapps.add(overlay);
            classes.add(overlay.resolve("WEB-INF/classes"));
        }
        for (Path webapp : webapps) {
            libraries.addAll(jarsIn(webapp.resolve("WEB-INF/lib")));
        }
        webapps.removeIf(folder -> !Files.isDirectory(folder));
        classes.removeIf(folder -> !Files.isDirectory(folder));
        return new LooseWar(webapps, classes, libraries);
    }

    /** Returns {@code file}, written anew. */
    Path writeTo(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        webapps.forEach(folder -> lines.add("webapp " + folder));
        classes.forEach(folder -> lines.add("classes " + folder));
        libraries.forEach(library -> lines.add("lib " + library));
        Files.createDirectories(file.getParent());
        return Files.write(file, lines);
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
