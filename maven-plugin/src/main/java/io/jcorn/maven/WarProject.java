package io.jcorn.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** A Maven project of packaging {@code war}: where its parts lie, as maven-war-plugin is told. */
final class WarProject {
    private static final String WAR_PLUGIN = "org.apache.maven.plugins:maven-war-plugin";

    /** What only packaging does: a project that relies on it runs with less than its WAR will have. */
    private static final List<String> PACKAGING_ONLY = List.of(
            "webResources",
            "overlays",
            "dependentWarExcludes",
            "dependentWarIncludes",
            "filteringDeploymentDescriptors",
            "packagingExcludes",
            "packagingIncludes",
            "warSourceExcludes",
            "warSourceIncludes",
            "webXml");

    private final MavenProject project;
    private final Optional<Xpp3Dom> configuration;

    WarProject(MavenProject project) {
        this.project = project;
        Plugin warPlugin = project.getPlugin(WAR_PLUGIN);
        this.configuration = Optional.ofNullable(warPlugin).map(plugin -> (Xpp3Dom) plugin.getConfiguration());
    }

    /** {@code src/main/webapp}, or what {@code warSourceDirectory} says instead. */
    Path webappFolder() {
        String configured = configuration
                .map(xml -> xml.getChild("warSourceDirectory"))
                .map(Xpp3Dom::getValue)
                .orElse("src/main/webapp");
        return project.getBasedir().toPath().resolve(configured);
    }

    Path classesFolder() {
        return Path.of(project.getBuild().getOutputDirectory());
    }

    /** What goes to WEB-INF/lib: compile and runtime scope; of a reactor's module it is {@code target/classes}. */
    List<Path> libraries() {
        List<Path> libraries = new ArrayList<>();
        for (Artifact artifact : project.getArtifacts()) {
            if (isPackaged(artifact) && artifact.getArtifactHandler().isAddedToClasspath()) {
                libraries.add(artifact.getFile().toPath());
            }
        }
        return libraries;
    }

    /** WARs that this one is laid over. */
    List<Artifact> overlays() {
        return project.getArtifacts().stream()
                .filter(artifact -> isPackaged(artifact) && artifact.getType().equals("war"))
                .toList();
    }

    /** One line about what maven-war-plugin would do and {@code jcorn:run} does not; empty if there is no such thing. */
    Optional<String> notHonoured() {
        List<String> named = PACKAGING_ONLY.stream()
                .filter(name -> configuration.map(xml -> xml.getChild(name)).isPresent())
                .toList();
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of("jcorn:run serves the sources unpackaged and leaves out maven-war-plugin's "
                        + String.join(", ", named) + "; package and run bin/jcorn to have them");
    }

    private static boolean isPackaged(Artifact artifact) {
        return (Artifact.SCOPE_COMPILE.equals(artifact.getScope())
                        || Artifact.SCOPE_RUNTIME.equals(artifact.getScope()))
                && !artifact.isOptional()
                && artifact.getFile() != null;
    }
}
