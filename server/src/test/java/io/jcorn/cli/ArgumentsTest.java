package io.jcorn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.config.AppLocation;
import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    private static Config config(String... argv) throws ConfigException {
        Arguments arguments = Arguments.parse(List.of(argv), "command line");
        return Config.of(List.of(arguments.settings()), Path.of("/srv"));
    }

    @Test
    void takesShortAndLongOptionsInAllTheirSpellings() throws ConfigException {
        assertThat(config("-w", "2").workers()).isEqualTo(2);
        assertThat(config("-w2").workers()).isEqualTo(2);
        assertThat(config("--workers", "2").workers()).isEqualTo(2);
        assertThat(config("--workers=2").workers()).isEqualTo(2);
        assertThat(config("-w", "2", "-w", "3").workers()).isEqualTo(3);
    }

    @Test
    void aBooleanHasItsOpposite() throws ConfigException {
        assertThat(config("--permit-missing-host").permitMissingHost()).isTrue();
        assertThat(config("--no-permit-missing-host").permitMissingHost()).isFalse();
        assertThat(config("--permit-missing-host=false").permitMissingHost()).isFalse();
        assertThat(config("--permit-missing-host", "app.war").apps()).hasSize(1);
        assertThat(config("--permit-missing-host", "--no-permit-missing-host").permitMissingHost())
                .isFalse();
    }

    @Test
    void anOptionsValueMayLookLikeAnOption() throws ConfigException {
        assertThat(config("--jvm-opt", "-ea", "--jvm-opt", "-Xmx1g", "--jvm-opt=-w")
                        .jvmOpts())
                .containsExactly("-ea", "-Xmx1g", "-w");
    }

    @Test
    void theArgumentIsAnApplicationWithoutContextPathAndAppAddsOthers() throws ConfigException {
        assertThat(config("--app", "/shop=shop.war", "a=b.war").apps())
                .containsExactly(
                        new AppLocation(null, Path.of("/srv/a=b.war")),
                        new AppLocation("/shop", Path.of("/srv/shop.war")));
        assertThat(config("--", "-odd.war").apps()).containsExactly(new AppLocation(null, Path.of("/srv/-odd.war")));
        assertThat(config("@file.war").apps()).containsExactly(new AppLocation(null, Path.of("/srv/@file.war")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--wrokers 2 | command line: unknown option --wrokers; did you mean --workers?",
                "--wrokers=2 | command line: unknown option --wrokers; did you mean --workers?",
                "--chek-config | command line: unknown option --chek-config; did you mean --check-config?",
                "--no-permit-missing-hosts | command line: unknown option --no-permit-missing-hosts; did you mean"
                        + " --no-permit-missing-host?",
                "--preload | command line: unknown option --preload; jcorn --help lists all",
                "-Z | command line: unknown option -Z; jcorn --help lists all",
                "-w | command line: --workers needs a value: --workers N",
                "a.war b.war | command line: unexpected argument 'b.war'; to serve several applications, give each"
                        + " with --app /ctx=APP.war",
            })
    void aMistakeIsToldInALine(String argv, String message) {
        assertThatThrownBy(() -> Arguments.parse(List.of(argv.split(" ", -1)), "command line"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "x.war,SERVE",
        "--version,VERSION",
        "-v,VERSION",
        "-h,HELP",
        "--check-config,CHECK_CONFIG",
        "--print-config,PRINT_CONFIG"
    })
    void tellsWhatToDo(String argv, Action action) throws ConfigException {
        assertThat(Arguments.parse(List.of(argv), "command line").action()).isEqualTo(action);
    }

    @Test
    void saysNothingOfWhatIsNotGiven() throws ConfigException {
        assertThat(Arguments.parse(List.of(), "command line").settings().given())
                .isEqualTo(Map.of());
    }
}
