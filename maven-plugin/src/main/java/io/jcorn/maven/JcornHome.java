package io.jcorn.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.maven.artifact.Artifact;

/**
 * An installation of jcorn as the distribution's tar.gz has it, made of links to the plugin's own jars: {@code
 * bin/jcorn}, {@code lib} for both processes, {@code lib/arbiter} and {@code lib/worker} for one each.
 */
record JcornHome(Path folder) {
    private static final String SERVER = "jcorn-server";
    private static final String BRIDGE = "jcorn-servlet-bridge";

    /** Lays the home anew; {@code artifacts} are the plugin's resolved dependencies. */
    static JcornHome lay(Path folder, Collection<Artifact> artifacts) throws IOException {
        Folders.delete(folder);
        Path launcher = Files.createDirectories(folder.resolve("bin")).resolve("jcorn");
        try (InputStream in = JcornHome.class.getResourceAsStream("bin/jcorn")) {
            Files.copy(in, launcher);
        }
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Artifact artifact : artifacts) {
            Path lib = Files.createDirectories(folder.resolve(place(artifact)));
            Files.createSymbolicLink(
                    lib.resolve(fileName(artifact)), artifact.getFile().toPath().toAbsolutePath());
        }
        return new JcornHome(folder);
    }

    /** The command line that starts the server from here. */
    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(folder.resolve("bin/jcorn").toString());
        command.addAll(arguments);
        return command;
    }

    /** Without the version, as in the distribution. */
    private static String fileName(Artifact artifact) {
        return artifact.getArtifactId() + (artifact.hasClassifier() ? "-" + artifact.getClassifier() : "") + ".jar";
    }

    /** By who brought the artifact in: the trail leads from the plugin by the server or the bridge to it. */
    private static String place(Artifact artifact) {
        if (artifact.getArtifactId().equals(SERVER)) {
            return "lib";
        }
        boolean broughtByBridge =
                artifact.getDependencyTrail().stream().anyMatch(id -> id.contains(":" + BRIDGE + ":"));
        return broughtByBridge ? "lib/worker" : "lib/arbiter";
    }
}
