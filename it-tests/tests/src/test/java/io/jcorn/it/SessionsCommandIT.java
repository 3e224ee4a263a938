package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.it.SessionsCommand.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jcorn sessions} on the store of a server that runs or ran, found by what the server is started with. */
class SessionsCommandIT {
    @TempDir
    Path folder;

    private final List<String> started = new ArrayList<>();
    private Path store;

    private JcornProcess serving() throws IOException {
        if (started.isEmpty()) {
            Path war = Files.copy(Built.DEMO, folder.resolve("shop.war")); // nobody else serves this one
            started.addAll(List.of("--bind", "127.0.0.1:0", "--workers", "2", "--app", "/shop=" + war));
        }
        JcornProcess jcorn = JcornProcess.launch(Map.of(), started);
        jcorn.awaitWorkers(2);
        store = Path.of(jcorn.awaitLog("Keeping sessions in: (\\S+) \\(\\d+ restored\\)")
                .group(1));
        return jcorn;
    }

    @AfterEach
    void removeTheStore() throws IOException {
        if (store != null) {
            try (Stream<Path> files = Files.walk(store)) {
                for (Path one : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }

    private List<String> asStarted(String... first) {
        List<String> arguments = new ArrayList<>(List.of(first));
        arguments.addAll(started);
        return arguments;
    }

    /** A visit; a new session's id if there is none yet. */
    private static HttpAnswer visit(JcornProcess jcorn, String id) {
        try (RawClient client = jcorn.connect()) {
            String cookie = id.isEmpty() ? "" : "Cookie: JSESSIONID=" + id + "\r\n";
            return client.exchange("GET /shop/counter HTTP/1.1\r\nHost: test\r\n" + cookie + "\r\n");
        }
    }

    private static String newSession(JcornProcess jcorn) {
        String set = visit(jcorn, "").field("Set-Cookie").orElseThrow();
        return set.substring(set.indexOf('=') + 1, set.indexOf(';'));
    }

    @Test
    void showsAndEndsSessionsOfAServerThatRunsOrRan() throws Exception {
        JcornProcess jcorn = serving();
        try {
            List<String> ids = List.of(newSession(jcorn), newSession(jcorn), newSession(jcorn));
            assertThat(SessionsCommand.run("", asStarted()).text())
                    .contains("Sessions in " + store)
                    .containsPattern("/shop +3 +0 +\\d+\n")
                    .containsPattern("all +3 +0 +\\d+\n");
            assertThat(SessionsCommand.run("", asStarted("metrics")).text())
                    .contains("jcorn_sessions{application=\"/shop\"} 3\n");

            assertThat(SessionsCommand.run(ids.get(0) + "\n", asStarted("invalidate")))
                    .isEqualTo(new Outcome(0, "1 session ended\n"));
            assertThat(visit(jcorn, ids.get(0)).body()).contains("Visit 1");
            assertThat(visit(jcorn, ids.get(1)).body()).contains("Visit 2");
            Outcome again = SessionsCommand.run(ids.get(0) + "\nnone\n", asStarted("invalidate"));
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.text())
                    .contains("no session has the id in line 1")
                    .contains("line 2: this is no session id")
                    .doesNotContain(ids.get(0));

            jcorn.signal("TERM");
            assertThat(jcorn.awaitExit()).isZero();
            assertThat(SessionsCommand.run("", asStarted("invalidate-all")))
                    .isEqualTo(new Outcome(0, "3 sessions ended\n"));
            assertThat(ids).noneMatch(jcorn.log()::contains);
            jcorn.close();
            jcorn = serving();
            assertThat(visit(jcorn, ids.get(1)).body()).contains("Visit 1");
        } finally {
            jcorn.close();
        }
    }

    @Test
    void countsSessionsThatArePinnedToALivingWorker() throws Exception {
        List<String> folders = List.of("--session-dir", folder.resolve("pins").toString());
        try (JcornProcess jcorn = JcornProcess.serving(Built.PROBE, folders.toArray(String[]::new))) {
            jcorn.get("/live/open");
            jcorn.get("/live/open");
            jcorn.get("/live");
            assertThat(SessionsCommand.run("", folders).text()).containsPattern("all +3 +2 +\\d+\n");
            jcorn.signal("TERM");
            assertThat(jcorn.awaitExit()).isZero();
            assertThat(SessionsCommand.run("", folders).text()).containsPattern("all +3 +0 +\\d+\n");
        }
    }

    @Test
    void tellsWhatIsMissing() throws Exception {
        String none = folder.toString();
        assertThat(SessionsCommand.run("", List.of("--session-dir", none)))
                .isEqualTo(new Outcome(1, "jcorn: no sessions are stored in " + none + "\n"));
        assertThat(SessionsCommand.run("", List.of("--session-dir", none + "/gone"))
                        .text())
                .startsWith("jcorn: there is no session folder " + none + "/gone; give the options");
        assertThat(SessionsCommand.run("", List.of("--session-store", "redis://127.0.0.1:1"))
                        .text())
                .startsWith("jcorn: Redis can't be reached: ")
                .hasLineCount(1);
    }
}
