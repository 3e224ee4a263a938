package io.jcorn.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LooseWarTest {
    @TempDir
    Path folder;

    private final MavenProject project = new MavenProject();

    @BeforeEach
    void layOutAProject() throws IOException {
        project.setFile(folder.resolve("pom.xml").toFile());
        project.setBuild(new Build());
        project.getBuild().setOutputDirectory(folder("target/classes").toString());
    }

    @Test
    void namesSourcesAndClasses() throws IOException {
        folder("src/main/webapp");

        assertThat(looseWar())
                .containsExactly(
                        "webapp " + folder.resolve("src/main/webapp"), "classes " + folder.resolve("target/classes"));
    }

    @Test
    void leavesOutWhatIsNotThere() throws IOException {
        project.setArtifacts(Set.of(artifact("empty", "compile", "jar", folder.resolve("empty/target/classes"))));

        assertThat(looseWar()).containsExactly("classes " + folder.resolve("target/classes"));
    }

    @Test
    void takesTheFolderThatTheWarPluginIsTold() throws IOException {
        folder("web");
        configure("warSourceDirectory", "web");

        assertThat(looseWar()).contains("webapp " + folder.resolve("web"));
    }

    @Test
    void hasWhatIsPackagedAndNotWhatIsProvidedOrForTests() throws IOException {
        Path module = folder("library/target/classes");
        project.setArtifacts(Set.of(
                artifact("library", "compile", "jar", module),
                artifact("servlet-api", "provided", "jar", folder.resolve("api.jar")),
                artifact("junit", "test", "jar", folder.resolve("junit.jar"))));

        assertThat(looseWar()).containsExactly("classes " + folder.resolve("target/classes"), "lib " + module);
    }

    @Test
    void laysTheProjectOverUnpackedOverlays() throws IOException {
        Path war = folder.resolve("base.war");
        try (OutputStream out = Files.newOutputStream(war);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("base.html", "WEB-INF/lib/base.jar")) {
                zip.putNextEntry(new ZipEntry(name));
            }
        }
        project.setArtifacts(Set.of(artifact("base", "runtime", "war", war)));
        folder("src/main/webapp");

        Path overlay = folder.resolve("overlays/base");
        assertThat(looseWar())
                .containsExactly(
                        "webapp " + folder.resolve("src/main/webapp"),
                        "webapp " + overlay,
                        "classes " + folder.resolve("target/classes"));
        assertThat(overlay.resolve("base.html")).exists();
        assertThat(overlay.resolve("WEB-INF/lib/base.jar")).exists();
    }

    @Test
    void tellsWhatOnlyPackagingDoes() {
        configure("webResources", "");

        assertThat(new WarProject(project).notHonoured()).get().asString().contains("webResources");
    }

    @Test
    void saysNothingOfAPlainProject() {
        assertThat(new WarProject(project).notHonoured()).isEmpty();
    }

    private List<String> looseWar() throws IOException {
        LooseWar war = LooseWar.of(new WarProject(project), folder.resolve("overlays"));
        return Files.readAllLines(war.writeTo(folder.resolve("target/jcorn/app.loose")));
    }

    private void configure(String name, String value) {
        Xpp3Dom parameter = new Xpp3Dom(name);
        parameter.setValue(value);
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        configuration.addChild(parameter);
        Plugin plugin = new Plugin();
        plugin.setArtifactId("maven-war-plugin");
        plugin.setConfiguration(configuration);
        project.getBuild().addPlugin(plugin);
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static Artifact artifact(String id, String scope, String type, Path file) {
        DefaultArtifactHandler handler = new DefaultArtifactHandler(type);
        handler.setAddedToClasspath(type.equals("jar"));
        Artifact artifact = new DefaultArtifact("test", id, "1", scope, type, null, handler);
        artifact.setFile(file.toFile());
        return artifact;
    }
}
