package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a servlet sees of paths that another server may have read otherwise: the table of docs/paths.md. */
class PathsIT {
    private static JcornProcess strict;
    private static JcornProcess permissive;

    @BeforeAll
    static void start() {
        strict = JcornProcess.serving(Built.PROBE);
        permissive = JcornProcess.serving(Built.PROBE, "--permit-encoded-slash", "--permit-encoded-backslash");
    }

    @AfterAll
    static void stop() {
        strict.close();
        permissive.close();
    }

    private static String ask(JcornProcess jcorn, String target) {
        try (RawClient client = jcorn.connect()) {
            HttpAnswer answer = client.get(target);
            return answer.status() == 200 ? answer.body() : String.valueOf(answer.status());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/path/a%20b | /a b",
                "/path/a;v=1/b | /a/b",
                "/path//a/./b/../c | /a/c",
                "/x/../path/a | /a",
                "/path/a%2Eb%3Bc%25 | /a.b;c%",
            })
    void hasOneFormOfThem(String target, String pathInfo) {
        assertThat(ask(strict, target)).isEqualTo(pathInfo + " of " + target);
        assertThat(ask(permissive, target)).isEqualTo(pathInfo + " of " + target);
    }

    @ParameterizedTest
    @CsvSource({
        "/path/%2e%2e/a",
        "/path/.%2e/a",
        "/path/..;/a",
        "/path/.;v/a",
        "/path/;v/a",
        "/../path/a",
        "/path/a%00",
        "/path/a%0Db",
        "/path/a%7F",
        "/path/a\\b",
        "/path/%C0%AF",
        "/path/%E2%82",
        "/path/%FC",
        "/path/%ED%A0%80",
        "/path/a%",
        "/path/a%zz",
        "/path/a%u002f",
        "/path/..%2Fa",
        "/path/a%5C..",
        "/open/x%2Fy/../../path/a",
        "/path/a;v=%2F..%2Fb",
    })
    void refusesThoseThatMayMeanSomethingElse(String target) {
        assertThat(ask(strict, target)).isEqualTo("400");
        assertThat(ask(permissive, target)).isEqualTo("400");
    }

    @ParameterizedTest
    @CsvSource({
        "/path/a%2Fb, /a%2Fb",
        "/path/a%2fb/c, /a%2Fb/c",
        "/path/DOMAIN%5Cuser, /DOMAIN\\user",
    })
    void servesThoseThatArePermitted(String target, String pathInfo) {
        assertThat(ask(strict, target)).isEqualTo("400");
        assertThat(ask(permissive, target)).isEqualTo(pathInfo + " of " + target);
        assertThat(ask(permissive, target + "?forward")).startsWith(pathInfo + " of ");
    }

    @Test
    void saysInTheLogWhatIsWrong() {
        ask(strict, "/path/a%2Fb");
        strict.awaitLog("encoded /, which permit-encoded-slash would permit");
    }
}
