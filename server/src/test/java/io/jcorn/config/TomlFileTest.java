package io.jcorn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlFileTest {
    private static Config config(String toml) throws ConfigException {
        return Config.of(List.of(TomlFile.parse(toml, "jcorn.toml")), Path.of("/srv"));
    }

    @Test
    void keysMayHaveUnderscoresAndGunicornsNames() throws ConfigException {
        Config config = config("""
                graceful_timeout = 5
                head-timeout = "2m"
                loglevel = "error"
                accesslog = "-"
                """);

        assertThat(config.gracefulTimeout()).hasSeconds(5);
        assertThat(config.headTimeout()).hasMinutes(2);
        assertThat(config.logLevel()).isEqualTo("error");
        assertThat(config.accessLogfile()).hasValue("-");
    }

    @Test
    void valuesMayBeNumbersBooleansAndLists() throws ConfigException {
        Config config = config("""
                timeout = 1.5
                umask = 0o27
                permit-missing-host = true
                bind = [":1", ":2"]
                """);

        assertThat(config.timeout()).hasMillis(1500);
        assertThat(config.umask()).isEqualTo(027);
        assertThat(config.permitMissingHost()).isTrue();
        assertThat(config.bind()).extracting(Object::toString).containsExactly("0.0.0.0:1", "0.0.0.0:2");
    }

    @Test
    void aListOfOneMayBeWrittenAsItsElement() throws ConfigException {
        assertThat(config("bind = ':1'").bind()).hasSize(1);
    }

    @Test
    void tablesHoldApplicationsAndVariables() throws ConfigException {
        Config config = config("""
                [apps]
                "/" = "root.war"
                "/shop" = "a=b.war"
                [env]
                GREETING = "a=b"
                """);

        assertThat(config.apps())
                .containsExactly(
                        new AppLocation("", Path.of("/srv/root.war")),
                        new AppLocation("/shop", Path.of("/srv/a=b.war")));
        assertThat(config.env()).isEqualTo(Map.of("GREETING", "a=b"));
    }

    @Test
    void aDataSourceIsATable() throws ConfigException {
        Config config = config("""
                workers = 2
                [datasource.shop]
                url = "jdbc:h2:mem:shop"
                password-file = "secrets/shop"
                maximum = 5
                idle-timeout = "2m"
                apps = ["/", "/shop"]
                [datasource.shop.properties]
                ssl = true
                "a.b" = "c"
                [datasource.blog]
                url = "jdbc:h2:mem:blog"
                """);

        assertThat(config.texts(ResourceSettings.DATASOURCE))
                .containsExactlyInAnyOrder(
                        "shop.url=jdbc:h2:mem:shop",
                        "shop.password-file=/srv/secrets/shop",
                        "shop.maximum=5",
                        "shop.idle-timeout=120",
                        "shop.apps=/,/shop",
                        "shop.properties.ssl=true",
                        "shop.properties.a.b=c",
                        "blog.url=jdbc:h2:mem:blog");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workers = | jcorn.toml:1:10: ",
                "workers = 1\\nworkers = 2 | jcorn.toml:2:1: ",
                "workers = 1\\n  timeuot = 2 | jcorn.toml:2:3: unknown setting timeuot; did you mean timeout?",
                "workers = 'x' | jcorn.toml:1:1: workers: 'x' is not valid; give a whole number from 1 to 1000",
                "workers = [1] | jcorn.toml:1:1: workers has one value, not a list of them",
                "bind = [['x']] | jcorn.toml:1:1: bind can't hold this; give texts or numbers",
                "config = 'x' | jcorn.toml:1:1: config belongs on the command line, not in a file",
                "keepalive = 1\\nkeep-alive = 2 | jcorn.toml:2:1: keep-alive is set a second time;"
                        + " its other name is keep-alive",
                "[http]\\nworkers = 1 | jcorn.toml:1:1: unknown table [http]; there are [apps], [env] and"
                        + " [datasource.NAME], all else stands above them",
                "[datasource]\\nurl = 'x' | jcorn.toml:2:1: url: a data source is a table, [datasource.NAME]",
                "[datasource.shop]\\nurl = 'x' | jcorn.toml",
                "[apps]\\nshop = 'x' | jcorn.toml:2:1: shop: a context path begins with /; write \"/shop\"",
                "[apps]\\nworkers = 1 | jcorn.toml:2:1: workers: a text in quotes belongs here; is it the setting?"
                        + " Put that above all tables",
            })
    void aMistakeIsToldWithItsLineAndColumn(String toml, String message) {
        assertThatThrownBy(() -> config(toml.replace("\\n", "\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileThatCannotBeReadIsToldByName(@TempDir Path folder) throws IOException {
        Path latin1 = Files.write(folder.resolve("latin1.toml"), new byte[] {'#', (byte) 0xe4});

        assertThatThrownBy(() -> TomlFile.read(folder.resolve("no.toml"), "no.toml"))
                .hasMessage("no.toml: no such configuration file");
        assertThatThrownBy(() -> TomlFile.read(folder, "etc"))
                .hasMessage("etc: the configuration file can't be read: is a folder");
        assertThatThrownBy(() -> TomlFile.read(latin1, "latin1.toml"))
                .hasMessage("latin1.toml: the configuration file is not UTF-8");
    }
}
