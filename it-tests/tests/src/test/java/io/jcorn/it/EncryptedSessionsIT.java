package io.jcorn.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptedSessionsIT {
    private static final String SPRING = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String SUMMER = "3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8=";
    private static final int BETWEEN = 100;

    @TempDir
    Path folder;

    private Path keys(String... lines) throws IOException {
        Path file = Files.write(folder.resolve("session-keys"), List.of(lines));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private JcornProcess serving(String... options) {
        String store = folder.resolve("sessions").toString();
        JcornProcess jcorn = JcornProcess.serving(
                Map.of("JCORN_CMD_ARGS", String.join(" ", options)),
                Built.DEMO,
                "--workers",
                "2",
                "--session-dir",
                store);
        jcorn.awaitWorkers(2);
        jcorn.awaitLog("Keeping sessions in: ");
        return jcorn;
    }

    private JcornProcess servingWithKeys() {
        return serving("--session-key-file", folder.resolve("session-keys").toString());
    }

    private static void end(JcornProcess jcorn) {
        jcorn.signal("TERM");
        assertThat(jcorn.awaitExit()).isZero();
    }

    @Test
    void noIdIsInTheStore() throws IOException {
        keys(SPRING);
        try (JcornProcess jcorn = servingWithKeys()) {
            String cookie = jcorn.get("/counter").field("Set-Cookie").orElseThrow();
            String id = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
            assertThat(jcorn.log()).contains("(0 restored, encrypted)");
            assertThat(Files.readString(folder.resolve("sessions/lmdb-3/data.mdb"), ISO_8859_1))
                    .doesNotContain(id)
                    .doesNotContain("visits");
        }
    }

    @Test
    void keysAreRotatedByReloadsAndNoSessionIsLost() throws IOException {
        keys(SPRING);
        try (JcornProcess jcorn = servingWithKeys();
                SessionClients clients = SessionClients.on(jcorn.address(), 8)) {
            clients.awaitMore(BETWEEN);
            keys(SPRING, SUMMER);
            reload(jcorn, clients);
            keys(SUMMER, SPRING);
            reload(jcorn, clients);
            keys(SUMMER);
            reload(jcorn, clients);
            assertThat(clients.stop().failures()).isEmpty();
            assertThat(clients.refused()).as("answers other than 200").isZero();
        }
    }

    private static void reload(JcornProcess jcorn, SessionClients clients) {
        Set<Long> before = jcorn.workers();
        jcorn.signal("HUP");
        jcorn.awaitOthersThan(before);
        clients.awaitMore(BETWEEN);
    }

    @Test
    void sessionsAreUnknownWithoutTheirKeyAndBackWithIt() throws IOException {
        keys(SPRING);
        String cookie;
        try (JcornProcess jcorn = servingWithKeys()) {
            cookie = jcorn.get("/counter").field("Set-Cookie").orElseThrow();
            end(jcorn);
        }
        keys(SUMMER);
        try (JcornProcess jcorn = servingWithKeys()) {
            jcorn.awaitLog("Of 1 sessions that were looked at, 1 were stored without a key or with one that is not in");
            assertThat(visit(jcorn, cookie)).contains("Visit 1");
            end(jcorn);
        }
        try (JcornProcess jcorn = serving()) {
            jcorn.awaitLog("Of 2 sessions that were looked at, 2 are encrypted, and there is no session-key-file");
            assertThat(visit(jcorn, cookie)).contains("Visit 1");
            end(jcorn);
        }
        keys(SUMMER, SPRING);
        try (JcornProcess jcorn = servingWithKeys()) {
            assertThat(visit(jcorn, cookie)).contains("Visit 2");
            assertThat(jcorn.log()).doesNotContain("\tat ");
        }
    }

    private static String visit(JcornProcess jcorn, String setCookie) {
        try (RawClient client = jcorn.connect()) {
            String cookie = setCookie.substring(0, setCookie.indexOf(';'));
            return client.exchange("GET /counter HTTP/1.1\r\nHost: test\r\nCookie: " + cookie + "\r\n\r\n")
                    .body();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rw-------, c2hvcnQ=, :1: this is a key of 5 bytes; a key is 32 bytes in base64",
        "rw-r--r--, c2hvcnQ=, ' is not its owner''s only (rw-r--r--); use chmod 600'",
        "rw-------, '',       ' holds no key; a key is 32 bytes in base64'",
    })
    void doesNotStartWithAFileThatIsWrong(String permissions, String text, String problem) throws IOException {
        Path file = Files.setPosixFilePermissions(keys(text), PosixFilePermissions.fromString(permissions));
        for (String action : List.of("--bind=127.0.0.1:0", "--check-config")) {
            List<String> arguments = List.of(action, "--session-key-file", file.toString(), Built.DEMO.toString());
            try (JcornProcess jcorn = JcornProcess.launch(Map.of(), arguments)) {
                assertThat(jcorn.awaitExit()).isEqualTo(1);
                assertThat(jcorn.log())
                        .startsWith("jcorn: command line: --session-key-file: " + file + problem)
                        .hasLineCount(1);
            }
        }
    }
}
