package io.jcorn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.config.Setting;
import io.jcorn.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final int SERVED = 77;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private final TestStores stores = new TestStores();

    private int run(String... argv) {
        return new Main(
                        Map.of(),
                        folder,
                        print(out),
                        print(err),
                        (first, source) -> SERVED + first.workers(),
                        config -> stores)
                .run(List.of(argv));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helpShowsEachSettingWithItsFlagsAndDefault() {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).startsWith("Usage: jcorn [OPTIONS] APP.war | DIR").contains("-h, --help");
        assertThat(text(out).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        for (Setting<?> setting : Settings.all()) {
            String flag = (setting.shortFlag().isEmpty() ? "" : setting.shortFlag() + ", ") + "--";
            assertThat(text(out))
                    .contains(flag + (setting.isFlag() ? "[no-]" : "") + setting.name())
                    .contains(setting.section().title() + ":");
        }
        assertThat(text(out)).contains("Default: 127.0.0.1:8000").contains("Default: %(h)s");
    }

    @Test
    void printConfigShowsEachSettingAndWhereItComesFrom() {
        assertThat(run("--print-config", "-w", "3")).isZero();
        assertThat(text(out)).contains("\nworkers = 3  # command line: --workers\n");
        for (Setting<?> setting : Settings.all()) {
            assertThat(text(out)).containsPattern("(?m)^(# )?" + setting.name() + " (=|is not set)");
        }
    }

    @Test
    void checkConfigSaysOk() throws IOException {
        Files.writeString(folder.resolve("index.html"), "");

        assertThat(run("--check-config", ".")).isZero();
        assertThat(text(out)).isEqualTo("OK\n");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void checkConfigTriesTheSessionStore() throws IOException {
        Files.writeString(folder.resolve("index.html"), "");
        stores.warning = "it is of another version";
        assertThat(run("--check-config", "--session-dir", "made/later", ".")).isZero();
        assertThat(stores.settings)
                .containsEntry("session-dir", folder.resolve("made/later").toString());
        stores.fault = "it is away";
        assertThat(run("--check-config", ".")).isEqualTo(1);

        assertThat(text(err)).isEqualTo("jcorn: it is of another version\njcorn: it is away\n");
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void checkConfigTellsOfASessionFolderThatCannotBeMade() throws IOException {
        Path file = Files.writeString(folder.resolve("index.html"), "");

        assertThat(run("--check-config", "--session-dir", "index.html/in", ".")).isEqualTo(1);
        assertThat(text(err)).startsWith("jcorn: command line: --session-dir: " + file + " is no folder");
    }

    @Test
    void servesWithWhatWasLoaded() throws IOException {
        Files.writeString(folder.resolve("index.html"), "");

        assertThat(run(".", "-w", "2")).isEqualTo(SERVED + 2);
    }

    @Test
    void anErrorIsALineAndItsExitCode() {
        assertThat(run()).isEqualTo(1);
        assertThat(run("--wrokers", "2")).isEqualTo(1);
        assertThat(run("gone.war")).isEqualTo(4);
        assertThat(text(err).lines())
                .containsExactly(
                        "jcorn: no application given; usage: jcorn [OPTIONS] APP.war | DIR (jcorn --help tells more)",
                        "jcorn: command line: unknown option --wrokers; did you mean --workers?",
                        "jcorn: no such file: " + folder.resolve("gone.war"));
        assertThat(text(out)).isEmpty();
    }
}
