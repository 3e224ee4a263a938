package io.jcorn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.sessions.StoredSessions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionsCommandTest {
    @TempDir
    Path folder;

    private final TestStores stores = new TestStores();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String input = "";

    private int run(String... argv) {
        IdInput ids = new IdInput(null, new ByteArrayInputStream(input.getBytes(StandardCharsets.US_ASCII)));
        return new SessionsCommand(Map.of(), folder, config -> stores, ids, print(out), print(err)).run(List.of(argv));
    }

    private int runIn(Path sessions, String... argv) {
        List<String> all = new ArrayList<>(List.of(argv));
        all.addAll(List.of("--session-dir", sessions.toString()));
        return run(all.toArray(String[]::new));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helpFitsATerminal() {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).startsWith("Usage: jcorn sessions [metrics | invalidate | invalidate-all] [OPTIONS]\n");
        assertThat(text(out).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void showsEachApplicationAndAll() {
        assertThat(runIn(folder, "--app", "/shop=shop.war")).isZero();
        assertThat(text(out).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "Sessions in the test's store",
                        "APPLICATION SESSIONS PINNED BYTES",
                        "/ 1 0 100",
                        "/shop 2 1 2000",
                        "all 3 1 2100");
        assertThat(stores.contextPaths).containsExactly("/shop");
        assertThat(stores.settings).containsEntry("session-dir", folder.toString());
    }

    @Test
    void printsMetricsOfEachApplication() {
        assertThat(runIn(folder, "metrics", "--app", "/shop=shop.war")).isZero();
        assertThat(text(out)).isEqualTo("""
                # HELP jcorn_sessions Sessions that have not expired.
                # TYPE jcorn_sessions gauge
                jcorn_sessions{application="/"} 1
                jcorn_sessions{application="/shop"} 2
                # HELP jcorn_sessions_pinned Those that only one worker of this machine can serve.
                # TYPE jcorn_sessions_pinned gauge
                jcorn_sessions_pinned{application="/"} 0
                jcorn_sessions_pinned{application="/shop"} 1
                # HELP jcorn_sessions_bytes Bytes that they take in the store.
                # TYPE jcorn_sessions_bytes gauge
                jcorn_sessions_bytes{application="/"} 100
                jcorn_sessions_bytes{application="/shop"} 2000
                """);
    }

    @Test
    void metricsKeepTheirFormWhateverAnApplicationIsCalled() {
        new SessionMetrics(List.of(new StoredSessions.Usage("a\"b\\c\nd", 1, 0, 0))).print(print(out));
        assertThat(text(out)).contains("jcorn_sessions{application=\"a\\\"b\\\\c\\nd\"} 1\n");
    }

    @Test
    void knowsTheNamesOfTheApplicationsInAFolder() throws IOException {
        Files.writeString(folder.resolve("shop.war"), "");
        Files.writeString(folder.resolve("ROOT.war"), "");
        assertThat(runIn(folder, ".")).isZero();
        assertThat(stores.contextPaths).containsExactly("", "/shop");
    }

    @Test
    void endsThoseWhoseIdsItReadsAndRepeatsNone() {
        input = "one\n\nthree\ntwo\n";
        assertThat(runIn(folder, "invalidate")).isEqualTo(1);
        assertThat(stores.ended).containsExactly("one", "two");
        assertThat(text(out)).isEqualTo("2 sessions ended\n");
        assertThat(text(err).lines())
                .containsExactly("jcorn: line 2: that is no id", "jcorn: no session has the id in line 3");
    }

    @Test
    void wantsAnId() {
        assertThat(runIn(folder, "invalidate")).isEqualTo(1);
        assertThat(text(err)).contains("no id given").contains("standard input");
    }

    @Test
    void endsAll() {
        assertThat(runIn(folder, "invalidate-all")).isZero();
        assertThat(stores.ended).containsExactly("all");
    }

    @Test
    void redisNeedsNoFolder() {
        assertThat(run("--session-store", "redis://cache")).isZero();
        assertThat(stores.settings).containsEntry("session-store", "redis://cache");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--session-store memory | session-store memory keeps sessions in the worker",
                "--session-dir gone     | there is no session folder",
                "--version              | command line: --version doesn't go with jcorn sessions; see --help",
                "--sesion-dir x         | command line: unknown option --sesion-dir; did you mean --session-dir?",
                "invalid app            | command line: unexpected argument 'app'",
            })
    void anErrorIsALine(String argv, String told) {
        assertThat(run(argv.split(" "))).isEqualTo(1);
        assertThat(text(err)).startsWith("jcorn: " + told).hasLineCount(1);
        assertThat(stores.settings).isNull();
    }

    @Test
    void sessionsOfBeforeARestartOfTheMachineAreNotOpened() throws IOException {
        Files.writeString(folder.resolve("boot-id"), "another");
        assertThat(runIn(folder)).isEqualTo(1);
        assertThat(text(err)).contains(folder + " are of before a restart of the machine");
    }
}
