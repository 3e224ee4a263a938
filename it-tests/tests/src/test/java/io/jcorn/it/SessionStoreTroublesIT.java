package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/sessions.md says of a store that is full, damaged or another version's, with a server around it. */
class SessionStoreTroublesIT {
    private static final int MANY = 20_000;
    private static final int PAGE_BYTES = 4096;

    @TempDir
    Path folder;

    private List<String> options;
    private Path store;

    @BeforeEach
    void place() {
        options = new ArrayList<>(List.of("--session-dir", folder.toString(), "--workers", "2"));
        store = folder.resolve("lmdb-3");
    }

    private JcornProcess serving() {
        return JcornProcess.serving(Built.DEMO, options.toArray(String[]::new));
    }

    private static HttpAnswer visit(RawClient client, String cookie) {
        return client.exchange("GET /counter HTTP/1.1\r\nHost: test\r\nCookie: " + cookie + "\r\n\r\n");
    }

    private static String cookie(HttpAnswer answer) {
        String set = answer.field("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    /** Makes sessions until there is no room for another. @return the answer that says so */
    private static HttpAnswer fill(JcornProcess jcorn) {
        try (RawClient client = jcorn.connect()) {
            for (int i = 0; i < MANY; i++) {
                HttpAnswer answer = client.get("/counter");
                if (answer.status() != 200) {
                    return answer;
                }
            }
        }
        throw new AssertionError(MANY + " sessions found room");
    }

    @Test
    void aFullStoreRefusesNewSessionsAndServesThoseItHas() throws Exception {
        options.addAll(List.of("--session-space", "1m"));
        try (JcornProcess jcorn = serving()) {
            String cookie = cookie(jcorn.get("/counter"));
            HttpAnswer refused = fill(jcorn);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("Sessions can't be stored at the moment.");
            jcorn.awaitLog("their requests get 503: the session store is full: see --session-space");

            try (RawClient client = jcorn.connect()) {
                assertThat(visit(client, cookie).body()).contains("Visit 2");
                assertThat(client.get("/api/worker").status())
                        .as("without a session")
                        .isEqualTo(200);
            }
            options.add(0, "invalidate-all");
            assertThat(SessionsCommand.run("", options).text()).endsWith("sessions ended\n");
        }
    }

    @Test
    void aStoreThatWasCutOffIsPutAsideAndNobodyDies() throws IOException {
        try (JcornProcess jcorn = serving()) {
            for (int i = 0; i < 100; i++) {
                jcorn.get("/counter");
            }
            jcorn.signal("TERM");
            assertThat(jcorn.awaitExit()).isZero();
        }
        try (FileChannel data = FileChannel.open(store.resolve("data.mdb"), StandardOpenOption.WRITE)) {
            data.truncate(3L * PAGE_BYTES);
        }
        assertThatItServesAndHasLogged(
                "The session store is damaged, its sessions are lost; kept as " + store + ".damaged");
    }

    @Test
    void aStoreOfAnotherVersionIsDropped() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("lmdb-2")).resolve("data.mdb"), "old");
        assertThatItServesAndHasLogged(
                "Sessions that another version of jcorn has stored are dropped: " + folder.resolve("lmdb-2"));
    }

    private void assertThatItServesAndHasLogged(String line) {
        try (JcornProcess jcorn = serving();
                RawClient client = jcorn.connect()) {
            assertThat(visit(client, cookie(client.get("/counter"))).body()).contains("Visit 2");
            jcorn.awaitLog(Pattern.quote(line));
            assertThat(jcorn.log()).doesNotContain("was sent SIG");
        }
    }
}
