package io.jcorn.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fake {@code java} prints what it is started with. */
class StartScriptTest {
    @TempDir
    Path folder;

    private Path home;

    /** What the script said and how it ended. */
    private record Outcome(int exit, String out, String err) {}

    @BeforeEach
    void install() throws IOException {
        folder = folder.toRealPath();
        home = folder.resolve("in stall");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib/jcorn-server.jar"));
        executable(home.resolve("bin/jcorn"), Files.readString(Path.of("src/main/bin/jcorn")));
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A Java home whose {@code release} tells the version, or, without one, whose command does. */
    private Path java(String version, boolean hasRelease) throws IOException {
        Path java = folder.resolve("jdk-" + version);
        executable(java.resolve("bin/java"), """
                #!/bin/sh
                if [ "$1" = -version ]; then
                    echo 'Picked up JAVA_TOOL_OPTIONS: -Dx' >&2
                    echo 'openjdk version "%s" 2026-01-20' >&2
                    exit
                fi
                echo "signal=$_JAVA_SR_SIGNUM"
                for argument; do echo "$argument"; done
                """.formatted(version));
        if (hasRelease) {
            Files.writeString(
                    java.resolve("release"),
                    "IMPLEMENTOR=\"x=y\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
        }
        return java;
    }

    private Outcome run(Map<String, String> environment, Path command, String... argv) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command.toString());
        builder.command().addAll(List.of(argv));
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(environment);
        int exit = builder.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Outcome(exit, Files.readString(out), Files.readString(err));
    }

    private Outcome run(Path javaHome, String... argv) throws Exception {
        return run(Map.of("JAVA_HOME", javaHome.toString()), home.resolve("bin/jcorn"), argv);
    }

    @Test
    void startsTheCommandWithItsArguments() throws Exception {
        Outcome outcome = run(java("17.0.15", true), "-b", ":80", "my app.war", "*");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines())
                .contains("-Djcorn.home=" + home, home + "/lib/*:" + home + "/lib/arbiter/*")
                .doesNotContain("--enable-native-access=ALL-UNNAMED")
                .endsWith("io.jcorn.cli.Main", "-b", ":80", "my app.war", "*");
    }

    @Test
    void allowsNativeAccessWhereTheJvmWouldWarn() throws Exception {
        assertThat(run(java("25.0.1", true), "x").out().lines())
                .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                .endsWith("io.jcorn.cli.Main", "x");
    }

    @Test
    void keepsUsr2FreeOfTheJvm() throws Exception {
        Path java = java("21", true);
        assertThat(run(java).out()).startsWith("signal=50\n");

        Map<String, String> environment = Map.of("JAVA_HOME", java.toString(), "_JAVA_SR_SIGNUM", "40");
        assertThat(run(environment, home.resolve("bin/jcorn")).out()).startsWith("signal=40\n");
    }

    @Test
    void findsItsFolderThroughLinks() throws Exception {
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), home.resolve("bin/jcorn"));
        Files.createDirectories(folder.resolve("usr/bin"));
        Path relative = Files.createSymbolicLink(folder.resolve("usr/bin/jcorn"), Path.of("../../absolute"));
        Map<String, String> environment = Map.of("JAVA_HOME", java("17", true).toString());

        for (Path link : new Path[] {absolute, relative}) {
            assertThat(run(environment, link).out()).contains("-Djcorn.home=" + home + "\n");
        }
    }

    @Test
    void refusesAJavaThatIsTooOld() throws Exception {
        Path release = java("11.0.2", true);
        assertThat(run(release))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "jcorn: Java 11 is too old: jcorn needs Java 17 or newer (JAVA_HOME is " + release + ")\n"));

        Path asked = java("1.8.0_402", false);
        assertThat(run(asked).err())
                .isEqualTo("jcorn: Java 8 is too old: jcorn needs Java 17 or newer (JAVA_HOME is " + asked + ")\n");
    }

    @Test
    void takesTheJavaOnThePathAndReadsItsVersionBehindTheLink() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("path"));
        Files.createSymbolicLink(bin.resolve("java"), java("16.0.2", true).resolve("bin/java"));

        Outcome outcome = run(Map.of("PATH", bin + ":/usr/bin:/bin"), home.resolve("bin/jcorn"));

        assertThat(outcome.err())
                .isEqualTo("jcorn: Java 16 is too old: jcorn needs Java 17 or newer (the java on the PATH is "
                        + bin.resolve("java") + ")\n");
    }

    @Test
    void tellsThatThereIsNoJava() throws Exception {
        Path tools = Files.createDirectories(folder.resolve("tools"));

        Outcome none = run(Map.of("PATH", tools.toString()), home.resolve("bin/jcorn"));
        Outcome wrong = run(Map.of("JAVA_HOME", "/nowhere"), home.resolve("bin/jcorn"));

        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).startsWith("jcorn: no Java found: set JAVA_HOME");
        assertThat(wrong.err()).isEqualTo("jcorn: JAVA_HOME is /nowhere, but there is no bin/java in it\n");
    }

    @Test
    void tellsThatTheInstallationIsIncomplete() throws Exception {
        Files.delete(home.resolve("lib/jcorn-server.jar"));

        assertThat(run(java("17", true)).err())
                .isEqualTo("jcorn: " + home + "/lib/jcorn-server.jar is missing: the installation is incomplete\n");
    }
}
