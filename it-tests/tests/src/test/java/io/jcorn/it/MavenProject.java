package io.jcorn.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A project of {@code src/test/projects} on which a real {@code mvn} runs. The plugin comes from a local repository of
 * the tests' own, all else from that of the running build, which serves as a remote one: nothing is installed there.
 */
record MavenProject(Path folder) {
    static final String RUN = "io.jcorn:jcorn-maven-plugin:" + Built.VERSION + ":run";

    private static final Path REPOSITORY = Built.TARGET.resolve("local-repository");
    private static final Path MVN = Path.of(System.getProperty("maven.home", "/usr/share/maven"), "bin", "mvn");

    private static final String SETTINGS = """
            <settings>
              <profiles>
                <profile>
                  <id>it</id>
                  <repositories>%1$s</repositories>
                  <pluginRepositories>%2$s</pluginRepositories>
                </profile>
              </profiles>
              <activeProfiles><activeProfile>it</activeProfile></activeProfiles>
            </settings>
            """;

    static MavenProject named(String name) {
        try {
            install("jcorn", Built.ROOT);
            install("jcorn-server", Built.ROOT.resolve("server"));
            install("jcorn-servlet-bridge", Built.ROOT.resolve("servlet-bridge"));
            install("jcorn-maven-plugin", Built.ROOT.resolve("maven-plugin"));
            return new MavenProject(Built.TARGET.resolve("projects").resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts Maven with these goals and options and doesn't wait. */
    JcornProcess mvn(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                MVN.toString(), "-B", "-ntp", "-gs", settings().toString(), "-Dmaven.repo.local=" + REPOSITORY));
        command.addAll(List.of(arguments));
        return JcornProcess.launchCommand(Map.of(), command, folder.toFile());
    }

    private static Path settings() {
        String url = Path.of(System.getProperty(
                        "maven.localRepository", System.getProperty("user.home") + "/.m2/repository"))
                .toUri()
                .toString();
        try {
            return Files.writeString(
                    Built.TARGET.resolve("it-settings.xml"),
                    SETTINGS.formatted(repository("repository", url), repository("pluginRepository", url)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String repository(String element, String url) {
        return """
                <%1$s>
                  <id>it</id>
                  <url>%2$s</url>
                  <releases><checksumPolicy>ignore</checksumPolicy></releases>
                  <snapshots><enabled>false</enabled></snapshots>
                </%1$s>""".formatted(element, url);
    }

    /** As {@code mvn install} would, in the layout of a local repository. */
    private static void install(String artifactId, Path module) throws IOException {
        Path folder = REPOSITORY.resolve("io/jcorn").resolve(artifactId).resolve(Built.VERSION);
        String name = artifactId + "-" + Built.VERSION;
        Files.createDirectories(folder);
        copy(module.resolve("pom.xml"), folder.resolve(name + ".pom"));
        Path jar = module.resolve("target").resolve(name + ".jar");
        if (Files.exists(jar)) {
            copy(jar, folder.resolve(name + ".jar"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
