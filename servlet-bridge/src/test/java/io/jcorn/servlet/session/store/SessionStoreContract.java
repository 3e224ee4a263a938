package io.jcorn.servlet.session.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does. A store's test extends it and opens an empty one. */
public abstract class SessionStoreContract {
    private static final long APP = SessionKey.applicationAt("/shop");
    private static final long NOW = 1_700_000_000_000L;
    private static final SessionKey KEY = new SessionKey(APP, "abcdefghijklmnopqrstuvwx");

    private BrowsableStore store;

    protected abstract BrowsableStore open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private static SessionTimes times(long at, int maxInactiveSeconds) {
        return new SessionTimes(at, at, at, at, maxInactiveSeconds);
    }

    private static SessionDelta created(SessionTimes times, String... namesAndValues) {
        return new SessionDelta(true, false, times, map(namesAndValues), Set.of());
    }

    private static SessionDelta set(String... namesAndValues) {
        return new SessionDelta(false, false, times(NOW, 60), map(namesAndValues), Set.of());
    }

    private static Map<String, byte[]> map(String... namesAndValues) {
        Map<String, byte[]> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1].getBytes(UTF_8));
        }
        return map;
    }

    private Saved save(SessionKey key, SessionDelta delta) {
        return store.save(key, delta).join();
    }

    private Map<String, String> attributes(SessionKey key) {
        Map<String, String> texts = new java.util.TreeMap<>();
        store.find(key, 0).attributes().forEach((name, bytes) -> texts.put(name, new String(bytes, UTF_8)));
        return texts;
    }

    @Test
    void findsWhatWasSaved() {
        assertThat(store.find(KEY, 0)).isNull();
        Saved saved = save(KEY, created(new SessionTimes(1, 2, 3, 4, 5), "a", "x", "größe", "y"));
        assertThat(saved.before()).isZero();
        StoredSession found = store.find(KEY, 0);
        assertThat(found.id()).isEqualTo(KEY.id());
        assertThat(found.version()).isEqualTo(saved.after());
        assertThat(found.times()).isEqualTo(new SessionTimes(1, 2, 3, 4, 5));
        assertThat(attributes(KEY)).isEqualTo(Map.of("a", "x", "größe", "y"));
    }

    @Test
    void leavesOutAttributesThatTheReaderKnows() {
        long version = save(KEY, created(times(NOW, 60), "a", "x")).after();
        assertThat(store.find(KEY, version).attributes()).isNull();
        Saved second = save(KEY, set("a", "y"));
        assertThat(second.before()).isEqualTo(version);
        assertThat(second.after()).isNotEqualTo(version);
        assertThat(store.find(KEY, version).attributes()).containsOnlyKeys("a");
    }

    @Test
    void mergesByNameAndTheLastWriteWins() {
        save(KEY, created(times(NOW, 60), "a", "1", "b", "1", "c", "1"));
        save(KEY, set("a", "2", "d", "2"));
        save(KEY, new SessionDelta(false, false, times(NOW, 60), map("b", "3"), Set.of("c", "no such name")));
        assertThat(attributes(KEY)).isEqualTo(Map.of("a", "2", "b", "3", "d", "2"));
    }

    @Test
    void holdsAttributesOfAllSizes() {
        String large = "x".repeat(1_000_000);
        save(KEY, created(times(NOW, 60), "empty", "", "large", large));
        save(KEY, set("other", "1"));
        assertThat(attributes(KEY)).isEqualTo(Map.of("empty", "", "large", large, "other", "1"));
    }

    /** A store may keep small and large ones differently. */
    @Test
    void attributesGrowAndShrink() {
        SessionKey renamed = new SessionKey(APP, "zyxwvutsrqponmlkjihgfedc");
        save(KEY, created(times(NOW, 60), "other", "1"));
        for (int length : new int[] {10, 1000, 1850, 1900, 3000, 5000, 900, 20_000, 20_000, 0}) {
            String value = "x".repeat(length);
            save(KEY, set("a", value));
            touch(times(NOW + length, 60));
            save(KEY, new SessionDelta(false, true, times(NOW, 60 + length), Map.of(), Set.of()));
            assertThat(attributes(KEY)).isEqualTo(Map.of("a", value, "other", "1"));
            assertThat(store.find(KEY, 0).times().maxInactiveSeconds()).isEqualTo(60 + length);
            assertThat(store.rename(KEY, renamed).join()).isTrue();
            assertThat(attributes(renamed)).isEqualTo(Map.of("a", value, "other", "1"));
            assertThat(store.rename(renamed, KEY).join()).isTrue();
            assertThat(store.count(APP)).isEqualTo(1);
        }
        assertThat(store.remove(KEY).join()).isTrue();
        assertThat(save(KEY, created(times(NOW, 60), "b", "1")).before()).isZero();
        assertThat(attributes(KEY)).containsOnlyKeys("b");
    }

    @Test
    void savesNothingForASessionThatIsGone() {
        assertThat(save(KEY, set("a", "1")).isGone()).isTrue();
        assertThat(store.find(KEY, 0)).isNull();
    }

    @Test
    void changesTheIntervalOnlyIfTold() {
        save(KEY, created(times(NOW, 60)));
        save(KEY, new SessionDelta(false, false, times(NOW + 1, 70), Map.of(), Set.of()));
        assertThat(store.find(KEY, 0).times().maxInactiveSeconds()).isEqualTo(60);
        long known = store.find(KEY, 0).version();
        save(KEY, new SessionDelta(false, true, times(NOW + 1, 70), Map.of(), Set.of()));
        assertThat(store.find(KEY, known).attributes()).isNotNull();
        assertThat(store.find(KEY, 0).times().maxInactiveSeconds()).isEqualTo(70);
    }

    @Test
    void aTouchMovesTimesForwardOnlyAndKeepsTheVersion() {
        long version = save(KEY, created(times(NOW, 60), "a", "x")).after();
        touch(new SessionTimes(NOW, NOW, NOW + 5, NOW + 6, 99));
        touch(new SessionTimes(NOW, NOW, NOW + 3, NOW + 4, 99));
        assertThat(store.find(KEY, version).times()).isEqualTo(new SessionTimes(NOW, NOW, NOW + 5, NOW + 6, 60));
        assertThat(store.find(KEY, version).attributes()).isNull();
    }

    private void touch(SessionTimes times) {
        store.touch(List.of(new Touch(KEY, times))).join();
    }

    @Test
    void aTouchOfAMissingSessionMakesNone() {
        touch(times(NOW, 60));
        assertThat(store.find(KEY, 0)).isNull();
        assertThat(store.count(APP)).isZero();
    }

    @Test
    void manyTouchesReachAll() {
        List<Touch> touches = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            SessionKey key = new SessionKey(APP, "session-" + i);
            save(key, created(times(NOW, 60)));
            touches.add(new Touch(key, times(NOW + 50_000, 60)));
        }
        store.touch(touches).join();
        assertThat(expired(APP, NOW + 70_000)).isEmpty();
    }

    @Test
    void removesOnce() {
        save(KEY, created(times(NOW, 60), "a", "x"));
        assertThat(store.remove(KEY).join()).isTrue();
        assertThat(store.remove(KEY).join()).isFalse();
        assertThat(store.find(KEY, 0)).isNull();
    }

    @Test
    void aRenamedSessionKeepsAllButItsId() {
        SessionKey other = new SessionKey(APP, "another");
        long version = save(KEY, created(times(NOW, 60), "a", "x")).after();
        assertThat(store.rename(KEY, other).join()).isTrue();
        assertThat(store.find(KEY, 0)).isNull();
        assertThat(store.find(other, 0).version()).isEqualTo(version);
        assertThat(attributes(other)).isEqualTo(Map.of("a", "x"));
        assertThat(store.rename(KEY, other).join()).isFalse();
        assertThat(attributes(other)).isEqualTo(Map.of("a", "x"));
    }

    @Test
    void handsEachExpiredSessionOutOnceWithItsAttributes() {
        save(KEY, created(times(NOW, 60), "a", "x"));
        save(new SessionKey(APP, "endless"), created(times(NOW, 0)));
        save(new SessionKey(APP, "later"), created(times(NOW, 61)));
        assertThat(expired(APP, NOW + 59_999)).isEmpty();
        List<StoredSession> expired = expired(APP, NOW + 60_000);
        assertThat(expired).hasSize(1);
        assertThat(expired.get(0).id()).isEqualTo(KEY.id());
        assertThat(expired.get(0).attributes()).containsOnlyKeys("a");
        assertThat(expired(APP, NOW + 60_000)).isEmpty();
        assertThat(store.count(APP)).isEqualTo(2);
    }

    @Test
    void findsAllThatExpiredAmongManyThatDidNot() {
        CompletableFuture<?>[] saved = IntStream.range(0, 2500)
                .mapToObj(i ->
                        store.save(new SessionKey(APP, "session-" + i), created(times(NOW, i % 2 == 0 ? 60 : 61))))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(saved).join();
        assertThat(expired(APP, NOW + 60_000))
                .extracting(StoredSession::id)
                .hasSize(1250)
                .doesNotHaveDuplicates();
        assertThat(store.count(APP)).isEqualTo(1250);
    }

    /** Who is shown a session may use the store. */
    @Test
    void isFreeWhileItShowsWhatExpired() {
        for (int i = 0; i < 100; i++) {
            save(new SessionKey(APP, "session-" + i), created(times(NOW, 60)));
        }
        store.expire(
                APP, NOW + 60_000, ended -> save(new SessionKey(APP, "after-" + ended.id()), created(times(NOW, 61))));
        assertThat(store.count(APP)).isEqualTo(100);
    }

    private List<StoredSession> expired(long application, long now) {
        List<StoredSession> expired = new ArrayList<>();
        store.expire(application, now, expired::add);
        return expired;
    }

    @Test
    void applicationsDoNotSeeEachOthersSessions() {
        long other = SessionKey.applicationAt("/other");
        save(KEY, created(times(NOW, 60)));
        assertThat(store.find(new SessionKey(other, KEY.id()), 0)).isNull();
        assertThat(store.count(other)).isZero();
        assertThat(expired(other, NOW + 60_000)).isEmpty();
        assertThat(store.count(APP)).isEqualTo(1);
    }

    @Test
    void countsWhatComesAndGoes() {
        SessionKey second = new SessionKey(APP, "second");
        save(KEY, created(times(NOW, 60)));
        save(second, created(times(NOW, 60)));
        save(second, set("a", "1"));
        store.rename(second, new SessionKey(APP, "third")).join();
        assertThat(store.count(APP)).isEqualTo(2);
        store.remove(KEY).join();
        store.remove(KEY).join();
        assertThat(store.count(APP)).isEqualTo(1);
        expired(APP, NOW + 60_000);
        assertThat(store.count(APP)).isZero();
        save(KEY, created(times(NOW, 60)));
        assertThat(store.count(APP)).isEqualTo(1);
    }

    @Test
    void listsAnApplicationsSessions() {
        for (int i = 0; i < 1100; i++) {
            save(new SessionKey(APP, "session-" + i), created(times(NOW, i == 0 ? 10 : 60), "a", "1234567890"));
        }
        save(new SessionKey(SessionKey.applicationAt("/other"), "other"), created(times(NOW, 60)));
        Set<SessionKey> seen = new java.util.HashSet<>();
        Set<SessionKey> expired = new java.util.HashSet<>();
        store.list(APP, NOW + 20_000, slice -> {
            for (BrowsableStore.Listed session : slice) {
                seen.add(session.key());
                if (session.isExpired()) {
                    expired.add(session.key());
                }
                assertThat(session.bytes()).isBetween(80L, 2000L);
            }
            return true;
        });

        assertThat(seen).hasSize(1100);
        assertThat(expired).hasSize(1);
        assertThat(store.applications()).containsExactlyInAnyOrder(APP, SessionKey.applicationAt("/other"));
    }

    @Test
    void listsWhichWorkersHaveWhatASessionLacks() {
        Map<String, byte[]> attributes = new java.util.HashMap<>(map("a", "1234567890"));
        attributes.put("large", new byte[5000]);
        attributes.put("one", Pin.to("worker-1"));
        attributes.put("two", Pin.to("worker-2"));
        save(KEY, new SessionDelta(true, false, times(NOW, 60), attributes, Set.of()));
        save(new SessionKey(APP, "session-2"), created(times(NOW, 60), "a", "x"));
        List<Set<String>> owners = new ArrayList<>();
        store.list(APP, NOW, slice -> {
            slice.forEach(session -> owners.add(Set.copyOf(session.owners())));
            return true;
        });
        assertThat(owners).containsExactlyInAnyOrder(Set.of(), Set.of("worker-1", "worker-2"));
    }

    @Test
    void listsNoMoreThanIsAskedFor() {
        for (int i = 0; i < 2500; i++) {
            var unused = store.enqueue(new SessionKey(APP, "session-" + i), created(times(NOW, 60)));
        }
        store.flush();
        save(KEY, created(times(NOW, 60))); // done after those
        AtomicInteger slices = new AtomicInteger();
        store.list(APP, NOW, slice -> slices.incrementAndGet() < 2);
        assertThat(slices).hasValue(2);
    }

    @Test
    void endsWhatWasListed() {
        save(KEY, created(times(NOW, 0), "a", "x"));
        store.list(APP, NOW, slice -> {
            slice.forEach(
                    listed -> assertThat(store.end(listed).join().isGone()).isFalse());
            return true;
        });
        assertThat(store.find(KEY, 0).times().isExpired(NOW)).isTrue();
    }

    @Test
    void aRewrittenSessionHasOtherAttributesAndItsVersion() {
        SessionKey other = new SessionKey(APP, "another");
        long version = save(KEY, created(new SessionTimes(1, 2, 3, 4, 5), "a", "x", "b", "x"))
                .after();
        String large = "y".repeat(5000);
        assertThat(rewrite(KEY, KEY, version, "a", large)).isEqualTo(Rewritten.DONE);
        assertThat(attributes(KEY)).isEqualTo(Map.of("a", large));
        assertThat(rewrite(KEY, other, version, "c", "z")).isEqualTo(Rewritten.DONE);

        assertThat(store.find(KEY, 0)).isNull();
        assertThat(attributes(other)).isEqualTo(Map.of("c", "z"));
        StoredSession found = store.find(other, version);
        assertThat(found.attributes()).isNull();
        assertThat(found.times()).isEqualTo(new SessionTimes(1, 2, 3, 4, 5));
        assertThat(store.count(APP)).isEqualTo(1);
        assertThat(expired(APP, NOW)).hasSize(1);
    }

    @Test
    void nothingIsRewrittenThatHasChangedOrIsGone() {
        assertThat(rewrite(KEY, KEY, 1, "a", "y")).isEqualTo(Rewritten.GONE);
        long version = save(KEY, created(times(NOW, 60), "a", "x")).after();
        save(KEY, set("b", "x"));
        assertThat(rewrite(KEY, new SessionKey(APP, "another"), version, "a", "y"))
                .isEqualTo(Rewritten.CHANGED);
        assertThat(attributes(KEY)).isEqualTo(Map.of("a", "x", "b", "x"));
    }

    private Rewritten rewrite(SessionKey from, SessionKey to, long version, String... namesAndValues) {
        return store.rewrite(from, to, new SessionDelta.Whole(version, map(namesAndValues)))
                .join();
    }

    @Test
    void whatIsEndedFromOutsideExpiresHoweverItIsUsed() {
        save(KEY, created(times(NOW, 0), "a", "x"));
        assertThat(save(KEY, SessionDelta.end()).isGone()).isFalse();
        touch(times(NOW + 1000, 60));
        save(KEY, new SessionDelta(false, true, times(NOW, 70), map("b", "y"), Set.of()));

        assertThat(store.find(KEY, 0).times().isExpired(NOW)).isTrue();
        store.list(APP, NOW, slice -> {
            assertThat(slice).singleElement().matches(BrowsableStore.Listed::isExpired);
            return true;
        });
        List<StoredSession> expired = expired(APP, NOW);
        assertThat(expired).hasSize(1);
        assertThat(expired.get(0).attributes()).containsOnlyKeys("a", "b");
        assertThat(store.find(KEY, 0)).isNull();
    }

    @Test
    void whatIsGoneCannotBeEnded() {
        assertThat(save(KEY, SessionDelta.end()).isGone()).isTrue();
        assertThat(store.count(APP)).isZero();
    }

    @Test
    void oneSweeperAnInterval() {
        assertThat(store.claimSweep(APP, NOW, 10_000)).isTrue();
        assertThat(store.claimSweep(APP, NOW + 9_999, 10_000)).isFalse();
        assertThat(store.claimSweep(SessionKey.applicationAt("/other"), NOW, 10_000))
                .isTrue();
        assertThat(store.claimSweep(APP, NOW + 10_000, 10_000)).isTrue();
        assertThat(store.claimSweep(APP, NOW - 1_000_000, 10_000))
                .as("after a clock was set back")
                .isTrue();
    }

    @Test
    void writesHappenInTheirOrderAndAreSeenOnceAcknowledged() {
        List<CompletableFuture<Saved>> saves = new ArrayList<>();
        saves.add(store.save(KEY, created(times(NOW, 60), "n", "0")));
        for (int i = 1; i <= 500; i++) {
            saves.add(store.save(KEY, set("n", Integer.toString(i))));
        }
        long before = 0;
        for (CompletableFuture<Saved> save : saves) {
            assertThat(save.join().before()).isEqualTo(before);
            before = save.join().after();
        }
        assertThat(attributes(KEY)).containsEntry("n", "500");
    }

    /** The whole is a shortcut for a store, never more than the changes say. */
    @Test
    void aWholeOfAnOlderVersionTakesNothingBack() {
        long first = save(KEY, created(times(NOW, 60), "a", "1", "b", "1")).after();
        long second = save(KEY, withWhole(first, map("a", "2"), map("a", "2", "b", "1")))
                .after();
        save(KEY, set("b", "3"));
        save(KEY, withWhole(second, map("a", "4"), map("a", "4", "b", "1")));

        assertThat(attributes(KEY)).containsOnly(entry("a", "4"), entry("b", "3"));
    }

    private static SessionDelta withWhole(long version, Map<String, byte[]> set, Map<String, byte[]> all) {
        return new SessionDelta(false, false, times(NOW, 60), set, Set.of(), new SessionDelta.Whole(version, all));
    }

    @Test
    void whatWasEnqueuedIsWrittenByAFlush() {
        CompletableFuture<Saved> first = store.enqueue(KEY, created(times(NOW, 60), "n", "0"));
        CompletableFuture<Saved> second = store.enqueue(KEY, set("n", "1"));
        store.flush();

        assertThat(first.join().after()).isEqualTo(second.join().before());
        assertThat(attributes(KEY)).containsEntry("n", "1");
    }

    @Test
    void threadsThatFlushAtTheSameTimeLoseNothing() throws Exception {
        save(KEY, created(times(NOW, 60)));
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            String name = "thread-" + t;
            threads.add(new Thread(() -> {
                for (int i = 1; i <= 250; i++) {
                    CompletableFuture<Saved> saved = store.enqueue(KEY, set(name, Integer.toString(i)));
                    store.flush();
                    saved.join();
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(attributes(KEY))
                .containsEntry("thread-0", "250")
                .containsEntry("thread-1", "250")
                .containsEntry("thread-2", "250")
                .containsEntry("thread-3", "250");
    }

    @Test
    void namesNoSessionInTexts() {
        save(KEY, created(times(NOW, 60)));
        assertThat(KEY.toString() + store.find(KEY, 0)).doesNotContain(KEY.id());
    }
}
