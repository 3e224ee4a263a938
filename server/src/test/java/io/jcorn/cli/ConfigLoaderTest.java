package io.jcorn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.config.AppException;
import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    @TempDir
    Path folder;

    private ConfigLoader loader(Map<String, String> environment, String... argv) throws ConfigException {
        return new ConfigLoader(Arguments.parse(List.of(argv), "command line"), environment, folder);
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    @Test
    void theEnvironmentWinsOverDefaults() throws Exception {
        Config config = loader(Map.of("WEB_CONCURRENCY", "3", "PORT", "80")).settings();

        assertThat(config.workers()).isEqualTo(3);
        assertThat(config.bind()).extracting(Object::toString).containsExactly("0.0.0.0:80");
    }

    @Test
    void anEmptyVariableCountsAsAbsent() throws Exception {
        assertThat(loader(Map.of("WEB_CONCURRENCY", "", "PORT", "", "JCORN_CMD_ARGS", ""))
                        .settings()
                        .workers())
                .isEqualTo(1);
    }

    @Test
    void theFileWinsOverTheEnvironment() throws Exception {
        file("jcorn.toml", "workers = 4");

        Config config = loader(Map.of("WEB_CONCURRENCY", "3")).settings();

        assertThat(config.workers()).isEqualTo(4);
        assertThat(config.configFile()).hasValue(folder.resolve("jcorn.toml"));
    }

    @Test
    void jcornCmdArgsWinsOverTheFile() throws Exception {
        file("jcorn.toml", "workers = 4");

        assertThat(loader(Map.of("JCORN_CMD_ARGS", "--workers 5")).settings().workers())
                .isEqualTo(5);
    }

    @Test
    void theCommandLineWinsOverAll() throws Exception {
        file("jcorn.toml", "workers = 4\npermit-missing-host = true");
        Map<String, String> environment = Map.of("JCORN_CMD_ARGS", "--workers 5", "WEB_CONCURRENCY", "3");

        Config config =
                loader(environment, "-w", "6", "--no-permit-missing-host").settings();

        assertThat(config.workers()).isEqualTo(6);
        assertThat(config.permitMissingHost()).isFalse();
    }

    @Test
    void aListReplacesAnEarlierOne() throws Exception {
        file("jcorn.toml", "bind = [':1', ':2']\n[apps]\n'/a' = 'a.war'");

        Config config =
                loader(Map.of("PORT", "9"), "-b", ":3", "-b", ":4", "b.war").settings();

        assertThat(config.bind()).extracting(Object::toString).containsExactly("0.0.0.0:3", "0.0.0.0:4");
        assertThat(config.apps())
                .extracting(app -> app.location().getFileName())
                .hasToString("[b.war]");
    }

    @Test
    void aFileThatIsNamedTakesThePlaceOfTheDefaultOne() throws Exception {
        file("jcorn.toml", "workers = 4");
        file("other.toml", "threads = 7");

        assertThat(loader(Map.of(), "-c", "other.toml").settings().workers()).isEqualTo(1);
        assertThat(loader(Map.of("JCORN_CMD_ARGS", "-c other.toml")).settings().threads())
                .isEqualTo(7);
    }

    @Test
    void readsTheFileAnewEachTime() throws Exception {
        file("index.html", "");
        file("jcorn.toml", "workers = 2");
        ConfigLoader loader = loader(Map.of(), ".");
        assertThat(loader.load().workers()).isEqualTo(2);

        file("jcorn.toml", "workers = 3");
        assertThat(loader.load().workers()).isEqualTo(3);

        file("jcorn.toml", "wrokers = 3");
        assertThatThrownBy(loader::load).hasMessage("jcorn.toml:1:1: unknown setting wrokers; did you mean workers?");
    }

    @Test
    void servingNeedsAnApplicationThatIsThere() {
        assertThatThrownBy(() -> loader(Map.of()).load())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("no application given; usage: jcorn");
        assertThatThrownBy(() -> loader(Map.of(), "gone.war").load()).isInstanceOf(AppException.class);
    }

    @Test
    void jcornCmdArgsIsForSettingsOnly() {
        assertThatThrownBy(() -> loader(Map.of("JCORN_CMD_ARGS", "--version")).load())
                .hasMessage("JCORN_CMD_ARGS: --version belongs on the command line");
        assertThatThrownBy(() -> loader(Map.of("JCORN_CMD_ARGS", "'")).load())
                .hasMessageStartingWith("JCORN_CMD_ARGS: the quote ' is not closed");
    }
}
