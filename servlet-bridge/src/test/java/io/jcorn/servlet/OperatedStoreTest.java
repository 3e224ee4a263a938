package io.jcorn.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jcorn.servlet.session.crypt.EncryptedStore;
import io.jcorn.servlet.session.lmdb.LmdbStore;
import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionStore;
import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.sessions.SessionStores.Served;
import io.jcorn.sessions.StoredSessions;
import io.jcorn.sessions.StoredSessions.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through the door that the command comes in by. */
class OperatedStoreTest {
    private static final String FIRST = "abcdefghijklmnopqrstuvw1";
    private static final String SECOND = "abcdefghijklmnopqrstuvw2";

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
              <default-context-path>/wiki</default-context-path>
            </web-app>""";

    @TempDir
    Path folder;

    private void store(String contextPath, String id, long created) {
        try (SessionStore store = LmdbStore.open(folder, 4 << 20)) {
            save(store, contextPath, id, created);
        }
    }

    private static void save(SessionStore store, String contextPath, String id, long created) {
        SessionTimes times = new SessionTimes(created, created, created, created, 1800);
        store.save(
                        new SessionKey(SessionKey.applicationAt(contextPath), id),
                        new SessionDelta(true, false, times, Map.of("a", new byte[100]), Set.of()))
                .join();
    }

    private StoredSessions open() throws IOException {
        return new BridgeSessionStores()
                .open(
                        Map.of("session-store", "lmdb", "session-dir", folder.toString(), "session-space", "4194304"),
                        List.of(new Served("/shop", Path.of("shop.war")), new Served(null, wiki())));
    }

    /** A WAR with a context path of its own. */
    private Path wiki() throws IOException {
        Path war = folder.resolve("wiki.war");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(war))) {
            out.putNextEntry(new ZipEntry("WEB-INF/web.xml"));
            out.write(WEB_XML.getBytes(UTF_8));
        }
        return war;
    }

    @Test
    void countsByApplicationWithoutWhatHasExpired() throws IOException {
        long now = System.currentTimeMillis();
        store("", FIRST, 1);
        store("/shop", FIRST, now);
        store("/shop", SECOND, now);
        store("/wiki", FIRST, now);
        store("/other", FIRST, now);
        try (StoredSessions sessions = open()) {
            assertThat(sessions.place()).isEqualTo(folder.toString());
            assertThat(sessions.usage())
                    .extracting(Usage::application, Usage::sessions)
                    .containsExactlyInAnyOrder(
                            tuple("/", 0L),
                            tuple("/shop", 2L),
                            tuple("/wiki", 1L),
                            tuple("unknown " + Long.toHexString(SessionKey.applicationAt("/other")), 1L));
            assertThat(sessions.usage())
                    .allSatisfy(usage ->
                            assertThat(usage.bytes()).isBetween(usage.sessions() * 150, usage.sessions() * 300));
        }
    }

    @Test
    void endsOneOrAll() throws IOException {
        store("/shop", FIRST, System.currentTimeMillis());
        store("/other", SECOND, System.currentTimeMillis());
        try (StoredSessions sessions = open()) {
            assertThat(sessions.invalidate(FIRST)).isTrue();
            assertThat(sessions.invalidate("abcdefghijklmnopqrstuvw3")).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sessions.invalidate("abc"))
                    .withMessageNotContaining("abc");
            assertThat(sessions.invalidateAll()).isEqualTo(1);
            assertThat(sessions.usage()).allMatch(usage -> usage.sessions() == 0);
        }
    }

    @Test
    void endsOneOrAllWithTheKeysOfTheServer() throws IOException {
        Path keys = Files.writeString(folder.resolve("keys"), "3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8=");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        Map<String, String> settings = Map.of(
                "session-store",
                "lmdb",
                "session-dir",
                folder.toString(),
                "session-space",
                "4194304",
                "session-key-file",
                keys.toString());
        StoreSettings server = new StoreSettings(settings);
        try (SessionStore store = new EncryptedStore(server.open(), server.keys())) {
            save(store, "/shop", FIRST, System.currentTimeMillis());
            save(store, "/shop", SECOND, System.currentTimeMillis());
        }
        try (StoredSessions sessions = new BridgeSessionStores().open(settings, List.of())) {
            assertThat(sessions.invalidate(FIRST)).isTrue();
            assertThat(sessions.invalidate(FIRST)).isTrue(); // marked, until a worker finds it
            assertThat(sessions.usage()).extracting(Usage::sessions).containsExactly(1L);
            assertThat(sessions.invalidateAll()).isEqualTo(1);
        }
        Files.delete(keys);
        assertThatThrownBy(() -> new BridgeSessionStores().open(settings, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("session-key-file: the file of session keys can't be read: " + keys);
    }

    @Test
    void anInvalidUrlOfRedisIsAnErrorOfTheOperator() {
        Map<String, String> settings = Map.of("session-store", "redis://a:0", "session-store-timeout", "1");
        assertThatThrownBy(() -> new BridgeSessionStores().check(settings))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the URL of session-store is invalid");
    }
}
