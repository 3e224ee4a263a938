package io.jcorn.servlet.session.crypt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.session.lmdb.LmdbStore;
import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.Pin;
import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionStore;
import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoredSession;
import io.jcorn.servlet.testing.LogCapture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is hidden, and what becomes of sessions when keys come and go. */
class EncryptedStoreTest {
    private static final long APP = 7;
    private static final SessionKey MINE = new SessionKey(APP, "aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final SessionKey YOURS = new SessionKey(APP, "bbbbbbbbbbbbbbbbbbbbbbbb");
    private static final SessionTimes TIMES = new SessionTimes(1, 1, 1, 1, 60);
    private static final long EXPIRED = 100_000;

    @TempDir
    Path folder;

    private BrowsableStore store;
    private LogCapture log;

    @BeforeEach
    void open() {
        store = LmdbStore.open(folder, 1L << 26);
        log = new LogCapture("jcorn.session");
    }

    @AfterEach
    void close() {
        log.close();
        store.close();
    }

    private EncryptedStore with(Integer... keys) {
        return new EncryptedStore(store, Keys.ring(keys));
    }

    private static SessionDelta delta(boolean created, String name, String value) {
        return new SessionDelta(created, false, TIMES, Map.of(name, value.getBytes(UTF_8)), Set.of());
    }

    private static void create(BrowsableStore in, SessionKey key, String name, String value) {
        in.save(key, delta(true, name, value)).join();
    }

    private static String attribute(StoredSession session, String name) {
        return new String(session.attributes().get(name), UTF_8);
    }

    @Test
    void neitherIdNorNameNorValueIsInTheStore() throws Exception {
        create(with(1), MINE, "account-name", "alice-in-wonderland");
        with(1).save(MINE, delta(false, "further-name", "through-the-glass")).join();

        String file = Files.readString(folder.resolve("lmdb-3/data.mdb"), ISO_8859_1);
        assertThat(file)
                .doesNotContain(MINE.id())
                .doesNotContain("account-name")
                .doesNotContain("alice-in-wonderland")
                .doesNotContain("further-name")
                .doesNotContain("through-the-glass");
    }

    @Test
    void oneValueHasAnotherFormEachTime() {
        create(with(1), MINE, "a", "x");
        StoredSession first = raw(MINE);
        with(1).save(MINE, delta(false, "a", "x")).join();
        String field = Envelope.of(MINE, Keys.ring(1)).field("a");
        assertThat(raw(MINE).attributes()).containsOnlyKeys(first.attributes().keySet());
        assertThat(raw(MINE).attributes().get(field))
                .isNotEqualTo(first.attributes().get(field));
    }

    private StoredSession raw(SessionKey key) {
        return store.find(Envelope.hidden(key), 0);
    }

    @Test
    void aSessionOfAnotherKeyIsUnknownUntilItsKeyIsBack() {
        create(with(1), MINE, "a", "x");
        EncryptedStore other = with(2);
        assertThat(other.find(MINE, 0)).isNull();
        assertThat(other.find(MINE, 0)).isNull();
        assertThat(other.rename(MINE, YOURS).join()).isFalse();
        assertThat(log.records())
                .singleElement()
                .satisfies(line -> assertThat(line.getMessage())
                        .contains("keys that are not in session-key-file")
                        .doesNotContain(MINE.id()));
        assertThat(attribute(with(1).find(MINE, 0), "a")).isEqualTo("x");
    }

    @Test
    void aSessionOfNoKeyIsUnknown() {
        create(store, MINE, "a", "x");
        assertThat(with(1).find(MINE, 0)).isNull();
    }

    @Test
    void unknownOnesExpireAndNobodyIsTold() {
        create(with(1), MINE, "a", "x");
        create(store, new SessionKey(APP, "plain"), "a", "x");
        create(with(2), YOURS, "a", "x");
        List<StoredSession> expired = expired(with(2));
        assertThat(expired).singleElement().matches(one -> one.id().equals(YOURS.id()));
        assertThat(expired(with(2))).isEmpty();
        assertThat(store.count(APP)).isZero();
    }

    private static List<StoredSession> expired(SessionStore store) {
        List<StoredSession> expired = new ArrayList<>();
        store.expire(APP, EXPIRED, expired::add);
        return expired;
    }

    @Test
    void whoReadsASessionOfAnOlderKeyEncryptsItAnew() {
        create(with(1), MINE, "a", "x");
        EncryptedStore both = with(2, 1);
        StoredSession found = both.find(MINE, 0);
        assertThat(attribute(found, "a")).isEqualTo("x");
        store.remove(new SessionKey(APP, "nobody")).join(); // behind what find has handed over

        StoredSession again = with(2).find(MINE, 0);
        assertThat(attribute(again, "a")).isEqualTo("x");
        assertThat(again.version()).isEqualTo(found.version());
        assertThat(with(1).find(MINE, 0)).isNull();
    }

    @Test
    void workersBeforeAndAfterARotationServeTheSameSession() {
        EncryptedStore before = with(1, 2);
        EncryptedStore after = with(2, 1);
        create(before, MINE, "a", "0");
        for (int i = 1; i < 10; i++) {
            EncryptedStore worker = i % 2 == 0 ? before : after;
            assertThat(attribute(worker.find(MINE, 0), "a")).isEqualTo("" + (i - 1));
            worker.save(MINE, delta(false, "a", "" + i)).join();
        }
        assertThat(before.remove(MINE).join()).isTrue();
    }

    @Test
    void aValueIsOfNoUseInAnotherSession() {
        create(with(1), MINE, "role", "guest");
        create(with(1), YOURS, "role", "admin");
        Map<String, byte[]> swapped = new HashMap<>(raw(MINE).attributes());
        String mine = Envelope.of(MINE, Keys.ring(1)).field("role");
        String yours = Envelope.of(YOURS, Keys.ring(1)).field("role");
        swapped.put(mine, raw(YOURS).attributes().get(yours));
        store.save(Envelope.hidden(MINE), new SessionDelta(false, false, TIMES, swapped, Set.of()))
                .join();

        assertThatThrownBy(() -> with(1).find(MINE, 0))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DAMAGED))
                .hasMessageNotContaining(MINE.id());
        assertThat(expired(with(1))).hasSize(2);
    }

    @Test
    void aRecordIsOfNoUseUnderAnotherId() {
        create(with(1), YOURS, "role", "admin");
        store.rename(Envelope.hidden(YOURS), Envelope.hidden(MINE)).join();
        assertThatThrownBy(() -> with(1).find(MINE, 0)).isInstanceOf(StoreException.class);
        assertThat(expired(with(1))).isEmpty();
    }

    /** Also when they are encrypted anew. */
    @Test
    void pinsAreFoundWithoutAKeyAndTheirAttributesNamesAreNot() {
        with(1).save(MINE, new SessionDelta(true, false, TIMES, Map.of("conversation", Pin.to("worker-1")), Set.of()))
                .join();
        for (EncryptedStore reader : List.of(with(1), with(2, 1), with(2))) {
            byte[] pin = reader.find(MINE, 0).attributes().get("conversation");
            assertThat(pin).isEqualTo(Pin.to("worker-1"));
            store.remove(new SessionKey(APP, "nobody")).join(); // behind what find has handed over
        }
        store.list(APP, 0, slice -> {
            assertThat(slice)
                    .singleElement()
                    .satisfies(listed -> assertThat(listed.owners()).containsExactly("worker-1"));
            return true;
        });
    }

    @Test
    void aStartTellsOfSessionsThatItCannotRead() {
        KeyRing one = Keys.ring(1);
        assertThat(KeyCheck.warning(store, one, List.of(APP))).isEmpty();
        create(with(1), MINE, "a", "x");
        assertThat(KeyCheck.warning(store, one, List.of(APP))).isEmpty();
        assertThat(KeyCheck.warning(store, Keys.ring(2, 1), List.of(APP))).isEmpty();
        assertThat(KeyCheck.warning(store, Keys.ring(2), List.of(APP)))
                .hasValue("Of 1 sessions that were looked at, 1 were stored without a key or with one that is not in"
                        + " session-key-file: such sessions count as unknown, and are removed when they expire");
        create(store, new SessionKey(APP, "plain"), "a", "x");
        assertThat(KeyCheck.warning(store, null, List.of(APP)))
                .hasValueSatisfying(
                        line -> assertThat(line).contains("1 are encrypted, and there is no session-key-file"));
        assertThat(KeyCheck.warning(store, one, List.of(APP)))
                .hasValueSatisfying(line -> assertThat(line).startsWith("Of 2 sessions that were looked at, 1 were"));
    }
}
