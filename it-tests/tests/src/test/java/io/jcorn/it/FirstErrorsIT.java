package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The errors that a newcomer meets: exit code, one line that says what is wrong, no stack trace. */
class FirstErrorsIT {
    private static final int CONFIGURATION = 1;
    private static final int APPLICATION = 3;
    private static final int WAR_UNUSABLE = 4;

    @TempDir
    static Path folder;

    static Stream<Arguments> mistakes() throws IOException {
        Path text = Files.writeString(folder.resolve("text.war"), "not a zip");
        Path badToml = Files.writeString(folder.resolve("bad.toml"), "workers = = 2\n");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        byte[] war = Files.readAllBytes(Built.DEMO);
        Path cutOff = Files.write(folder.resolve("cut.war"), Arrays.copyOf(war, war.length / 2));
        String demo = Built.DEMO.toString();
        return Stream.of(
                mistake("no argument", CONFIGURATION, "(?i)usage|no application"),
                mistake("an unknown option", CONFIGURATION, "--wokers.*--workers", "--wokers", "2", demo),
                mistake("a bad value", CONFIGURATION, "workers", "--workers", "many", demo),
                mistake("a bad address", CONFIGURATION, "bind", "--bind", "127.0.0.1:99999", demo),
                mistake("an option that is none", CONFIGURATION, "jvm-opt.*-Xmx512m", "--jvm-opt", "Xmx1g", demo),
                mistake("two on one path", CONFIGURATION, "/a.*/ctx=", "--app", "/a=" + demo, "--app", "/a=" + demo),
                mistake("bad TOML", CONFIGURATION, "bad\\.toml:1:11", "--config", badToml.toString(), demo),
                mistake("no such configuration", CONFIGURATION, "nowhere\\.toml", "--config", "nowhere.toml", demo),
                mistake(
                        "no such file",
                        WAR_UNUSABLE,
                        "nowhere\\.war",
                        folder.resolve("nowhere.war").toString()),
                mistake("not a WAR", WAR_UNUSABLE, "text\\.war", text.toString()),
                mistake("half a WAR", WAR_UNUSABLE, "cut\\.war.*cut off", cutOff.toString()),
                mistake("a folder of something else", WAR_UNUSABLE, "empty.*WEB-INF", empty.toString()),
                mistake(
                        "a WAR for javax.servlet",
                        WAR_UNUSABLE,
                        "javax.*OldServlet.*jakarta",
                        javaxWar().toString()));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void readsWellOnATerminal(int exitCode, String reason, List<String> arguments) {
        try (JcornProcess jcorn = JcornProcess.launch(Map.of(), withFreePort(arguments))) {
            assertThat(jcorn.awaitExit()).as(jcorn.log()).isEqualTo(exitCode);
            assertThat(jcorn.log()).containsPattern(reason).doesNotContainPattern("(?m)^\\s+at ");
            jcorn.awaitNothingLeft();
        }
    }

    @Test
    void namesThePortThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                JcornProcess jcorn = JcornProcess.launch(
                        Map.of(), List.of("--bind", "127.0.0.1:" + taken.getLocalPort(), Built.DEMO.toString()))) {
            assertThat(jcorn.awaitExit()).isEqualTo(CONFIGURATION);
            assertThat(jcorn.log()).contains(":" + taken.getLocalPort()).containsPattern("(?i)in use");
        }
    }

    @Test
    void endsWithTheApplicationsReasonIfItDoesNotStart() throws IOException {
        Path marker = Files.createFile(folder.resolve("marker"));
        try (JcornProcess jcorn = JcornProcess.launch(
                Map.of("PROBE_FAIL_IF", marker.toString()),
                List.of("--bind", "127.0.0.1:0", "--workers", "2", Built.PROBE.toString()))) {
            assertThat(jcorn.awaitExit()).as(jcorn.log()).isEqualTo(APPLICATION);
            assertThat(jcorn.log()).contains("no database");
            jcorn.awaitNothingLeft();
        }
    }

    @Test
    void checksAConfigurationWithoutServing() {
        try (JcornProcess jcorn = JcornProcess.launch(Map.of(), List.of("--check-config", Built.DEMO.toString()))) {
            assertThat(jcorn.awaitExit()).as(jcorn.log()).isZero();
        }
    }

    private static Arguments mistake(String name, int exitCode, String reason, String... arguments) {
        return argumentSet(name, exitCode, reason, List.of(arguments));
    }

    private static List<String> withFreePort(List<String> arguments) {
        return arguments.contains("--bind") || arguments.isEmpty()
                ? arguments
                : Stream.concat(Stream.of("--bind", "127.0.0.1:0"), arguments.stream())
                        .toList();
    }

    /** A WAR whose one class was compiled against {@code javax.servlet}: only the names in it count. */
    private static Path javaxWar() throws IOException {
        Path war = folder.resolve("old.war");
        try (OutputStream out = Files.newOutputStream(war);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("WEB-INF/classes/OldServlet.class"));
            zip.write(JavaxServlet.classFile());
        }
        return war;
    }
}
