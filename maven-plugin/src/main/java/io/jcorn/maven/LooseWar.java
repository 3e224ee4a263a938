package io.jcorn.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * The project's own parts first, then its overlays, unpacked below {@code overlaysFolder}. What is in a {@code
     * webapp}'s own WEB-INF the server finds by itself; folders that nothing was compiled to are left out.
     */
    static LooseWar of(WarProject war, Path overlaysFolder) throws IOException {
        List<Path> webapps = new ArrayList<>(List.of(war.webappFolder()));
        for (Artifact artifact : war.overlays()) {
            webapps.add(Overlay.unpack(artifact.getFile().toPath(), overlaysFolder.resolve(artifact.getArtifactId())));
        }
        return new LooseWar(existing(webapps), existing(List.of(war.classesFolder())), existing(war.libraries()));
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

    private static List<Path> existing(List<Path> paths) {
        return paths.stream().filter(Files::exists).toList();
    }
}
