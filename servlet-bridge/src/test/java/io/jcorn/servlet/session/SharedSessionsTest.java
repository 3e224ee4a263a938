package io.jcorn.servlet.session;

import static io.jcorn.servlet.session.Visits.end;
import static io.jcorn.servlet.session.Visits.newSession;
import static io.jcorn.servlet.session.Visits.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.session.crypt.EncryptedStore;
import io.jcorn.servlet.session.crypt.Keys;
import io.jcorn.servlet.session.lmdb.LmdbStore;
import io.jcorn.servlet.session.store.BrowsableStore;
import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionStore;
import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.testing.LogCapture;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workers, as far as sessions know, on one store. */
class SharedSessionsTest {
    private final SettableClock clock = new SettableClock();
    private final RecordingListener listenerA = new RecordingListener();
    private final RecordingListener listenerB = new RecordingListener();
    private BrowsableStore plain;
    private SessionStore store;
    private Sessions a;
    private Sessions b;

    @BeforeEach
    void start(@TempDir Path folder) {
        plain = LmdbStore.open(folder, 8 << 20);
        store = in(plain);
        a = worker(listenerA, 100);
        b = worker(listenerB, 100);
    }

    /** What the workers use of a store. */
    SessionStore in(BrowsableStore opened) {
        return opened;
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private Sessions worker(RecordingListener listener, int maxCopies) {
        return worker(listener, maxCopies, false);
    }

    private Sessions worker(RecordingListener listener, int maxCopies, boolean outlivesStore) {
        return worker(
                listener, SessionRules.of(new SessionSharing(store, true, maxCopies, outlivesStore, Pinning.NONE)));
    }

    private Sessions limited(int limit, int newSeconds) {
        SessionSharing sharing = new SessionSharing(store, true, 100, false, Pinning.NONE);
        return worker(new RecordingListener(), new SessionRules(sharing, limit, Duration.ofSeconds(newSeconds)));
    }

    private Sessions worker(RecordingListener listener, SessionRules rules) {
        return new Sessions(
                Contexts.at("/shop"), SessionListeners.of(List.of(listener)), Duration.ofMinutes(30), clock, rules);
    }

    private static Object attribute(Sessions worker, String id, String name) {
        Object[] value = new Object[1];
        request(worker, id, session -> value[0] = session.getAttribute(name));
        return value[0];
    }

    @Test
    void everyWorkerSeesWhatWasWritten() {
        String id = newSession(a, session -> session.setAttribute("n", 1));
        request(b, id, session -> {
            assertThat(session.isNew()).isFalse();
            assertThat(session.getAttribute("n")).isEqualTo(1);
            session.setAttribute("n", 2);
        });
        assertThat(attribute(a, id, "n")).isEqualTo(2);
        request(a, id, session -> session.removeAttribute("n"));
        assertThat(attribute(b, id, "n")).isNull();
        assertThat(b.count()).isEqualTo(1);
    }

    @Test
    void withoutTheStoreACopyIsReadIfSettingsAllowIt(@TempDir Path other) {
        Sessions reader = worker(listenerA, 100, true);
        String id = newSession(a, session -> session.setAttribute("n", 1));
        assertThat(attribute(reader, id, "n")).isEqualTo(1);
        store.close();
        assertThat(attribute(reader, id, "n")).isEqualTo(1);
        assertThatThrownBy(() -> a.find(id)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> request(reader, id, session -> session.setAttribute("n", 2)))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> reader.find(id)).as("after a change was lost").isInstanceOf(StoreException.class);
        store = LmdbStore.open(other, 8 << 20);
    }

    @Test
    void aSessionWithoutAttributesIsKnownEverywhere() {
        String id = newSession(a, session -> {});
        assertThat(b.find(id).getCreationTime()).isEqualTo(clock.millis());
    }

    @Test
    void aSecondRequestFindsTheSameObjectsWhileNobodyElseWrote() {
        List<String> list = new ArrayList<>(List.of("x"));
        String id = newSession(a, session -> session.setAttribute("list", list));
        assertThat(attribute(a, id, "list")).isSameAs(list);
        request(b, id, session -> session.setAttribute("other", 1));
        assertThat(attribute(a, id, "list"))
                .as("only what changed is read again")
                .isSameAs(list);
        assertThat(attribute(a, id, "other")).isEqualTo(1);
    }

    @Test
    void aChangeInPlaceIsFound() {
        String id = newSession(a, session -> session.setAttribute("map", new HashMap<>(Map.of("k", 1))));
        request(b, id, session -> mapOf(session).put("k", 2));
        assertThat(attribute(a, id, "map")).isEqualTo(Map.of("k", 2));
        request(a, id, session -> mapOf(session).put("l", 3));
        assertThat(attribute(b, id, "map")).isEqualTo(Map.of("k", 2, "l", 3));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Integer> mapOf(HttpSession session) {
        return (Map<String, Integer>) session.getAttribute("map");
    }

    @Test
    void aLookAtAnAttributeWritesNothing() {
        String id =
                newSession(a, session -> session.setAttribute("map", new HashMap<>(Map.of("k", 1, "l", 2, "m", 3))));
        BridgeSession session = b.find(id);
        assertThat(session.getAttribute("map")).isNotNull();
        assertThat(b.release(session)).isNull();
    }

    @Test
    void concurrentRequestsMergeByAttribute() {
        String id = newSession(a, session -> session.setAttribute("both", 0));
        BridgeSession inA = a.find(id);
        BridgeSession inB = b.find(id);
        inA.setAttribute("a", 1);
        inA.setAttribute("both", 1);
        inB.setAttribute("b", 2);
        inB.setAttribute("both", 2);
        end(a, inA);
        end(b, inB);
        for (Sessions worker : List.of(a, b)) {
            request(worker, id, session -> {
                assertThat(session.getAttribute("a")).isEqualTo(1);
                assertThat(session.getAttribute("b")).isEqualTo(2);
                assertThat(session.getAttribute("both")).isEqualTo(2);
            });
        }
    }

    @Test
    void whatIsWrittenWhileARequestGoesOnIsSeenByTheOthers() {
        BridgeSession session = a.create();
        session.setAttribute("n", 1);
        a.save(session).await();
        assertThat(attribute(b, session.getId(), "n")).isEqualTo(1);
        session.setAttribute("n", 2);
        end(a, session);
        assertThat(attribute(b, session.getId(), "n")).isEqualTo(2);
    }

    @Test
    void anInvalidatedSessionEndsEverywhereAndTheOneThatDidItTellsIt() {
        String id = newSession(a, session -> session.setAttribute("n", 1));
        BridgeSession inB = b.find(id);
        request(a, id, HttpSession::invalidate);
        inB.setAttribute("n", 2);
        end(b, inB);
        assertThat(b.find(id)).isNull();
        assertThat(a.find(id)).isNull();
        assertThatIllegalStateException().isThrownBy(() -> inB.getAttribute("n"));
        assertThat(listenerA.heard()).contains("listener: destroyed with [n]");
        assertThat(listenerB.heard()).doesNotContain("listener: destroyed with [n]");
    }

    @Test
    void ofTwoThatInvalidateOneTellsIt() {
        String id = newSession(a, session -> {});
        BridgeSession inA = a.find(id);
        BridgeSession inB = b.find(id);
        inA.invalidate();
        inB.invalidate();
        assertThat(inB.isValid()).isFalse();
        assertThat(listenerB.heard()).isEmpty();
    }

    @Test
    void aSessionThatNeverReachedTheStoreEndsToo() {
        BridgeSession session = a.create();
        session.setAttribute("n", 1);
        session.invalidate();
        assertThat(a.release(session)).isNull();
        assertThat(a.count()).isZero();
        assertThat(listenerA.heard()).contains("listener: destroyed with [n]");
    }

    @Test
    void aNewIdHoldsEverywhere() {
        String id = newSession(a, session -> session.setAttribute("n", 1));
        request(b, id, session -> session.getAttribute("n"));
        BridgeSession session = a.find(id);
        String changed = a.changeId(session);
        session.setAttribute("user", "kim");
        end(a, session);
        assertThat(b.find(id)).isNull();
        assertThat(a.find(id)).isNull();
        assertThat(attribute(b, changed, "user")).isEqualTo("kim");
        assertThat(attribute(b, changed, "n")).isEqualTo(1);
        assertThat(b.count()).isEqualTo(1);
    }

    @Test
    void expiresOnceWithItsAttributes() {
        String id = newSession(a, session -> session.setAttribute("n", 1));
        clock.passSeconds(1799);
        request(b, id, session -> {});
        b.flush();
        clock.passSeconds(1780);
        sweepBoth();
        assertThat(a.count()).isEqualTo(1);
        clock.passSeconds(10);
        sweepBoth();
        assertThat(a.count()).isZero();
        List<String> both = new ArrayList<>(listenerA.heard());
        both.addAll(listenerB.heard());
        assertThat(both.stream().filter("listener: destroyed with [n]"::equals)).hasSize(1);
        assertThat(a.find(id)).isNull();
        assertThat(b.find(id)).isNull();
    }

    @Test
    void expiresOnTimeWhoeverIsAsked() {
        for (Sessions asked : List.of(a, b)) {
            String id = newSession(a, session -> session.setMaxInactiveInterval(10));
            request(b, id, session -> {});
            clock.passSeconds(9);
            request(asked, id, session -> {});
            clock.passSeconds(10);
            assertThat(asked.find(id)).isNull();
        }
    }

    @Test
    void aUseShortBeforeTheEndIsKnownToAllWorkersAtOnce() {
        String id = newSession(a, session -> session.setMaxInactiveInterval(10));
        clock.passSeconds(6);
        BridgeSession inService = a.find(id);
        clock.passSeconds(5);
        assertThat(b.find(id)).isNotNull();
        end(a, inService);
    }

    @Test
    void aUseBeforeThatIsKnownWhenItMatters() {
        String id = newSession(a, session -> session.setMaxInactiveInterval(10));
        clock.passSeconds(5);
        request(a, id, session -> {});
        clock.passSeconds(2);
        a.flush();
        clock.passSeconds(4);
        assertThat(b.find(id)).isNotNull();
    }

    @Test
    void aShortIntervalIsLengthenedByWhatTheStoreMayBeLate() {
        String id = newSession(a, session -> session.setMaxInactiveInterval(4));
        clock.passSeconds(5);
        request(b, id, session -> {});
        clock.passSeconds(6);
        assertThat(b.find(id)).isNull();
    }

    private void sweepBoth() {
        clock.passSeconds(10); // one sweep an interval for all workers
        a.sweep();
        b.sweep();
    }

    @Test
    void whatWasStoredWithAKeyThatIsGoneExpiresSilently() {
        SessionStore other = new EncryptedStore(plain, Keys.ring(7));
        SessionKey key = new SessionKey(SessionKey.applicationAt("/shop"), "abcdefghijklmnopqrstuvwx");
        SessionTimes times = new SessionTimes(1, 1, 1, 1, 1);
        other.save(key, new SessionDelta(true, false, times, Map.of("a", new byte[] {1}), Set.of()))
                .join();
        LogCapture log = new LogCapture("jcorn.session");
        try {
            a.sweep();
        } finally {
            log.close();
        }
        assertThat(log.records()).noneMatch(line -> line.getMessage().contains("session attribute"));
        assertThat(listenerA.heard()).isEmpty();
        assertThat(plain.count(key.application())).isZero();
    }

    @Test
    void doesNotExpireInAnyWorkerDuringARequestOfOne() {
        String id = newSession(a, session -> {});
        BridgeSession inService = a.find(id);
        clock.passSeconds(3600);
        a.flush();
        b.sweep();
        assertThat(b.find(id)).isNotNull();
        end(a, inService);
    }

    @Test
    void aChangedIntervalHoldsEverywhere() {
        String id = newSession(a, session -> session.setMaxInactiveInterval(60));
        request(b, id, session -> {
            assertThat(session.getMaxInactiveInterval()).isEqualTo(60);
            session.setMaxInactiveInterval(120);
        });
        request(a, id, session -> assertThat(session.getMaxInactiveInterval()).isEqualTo(120));
    }

    @Test
    void accessTimesAreThoseOfAllWorkers() {
        String id = newSession(a, session -> {});
        clock.passSeconds(10);
        long second = clock.millis();
        request(b, id, session -> {});
        b.flush();
        clock.passSeconds(10);
        request(a, id, session -> assertThat(session.getLastAccessedTime()).isEqualTo(second));
    }

    @Test
    void outlivesTheWorkerThatMadeIt() {
        String id = newSession(a, session -> session.setAttribute("n", 1));
        a.close();
        assertThat(listenerA.heard()).doesNotContain("listener: destroyed with [n]");
        assertThat(attribute(b, id, "n")).isEqualTo(1);
    }

    private static List<String> lines(LogCapture log) {
        return log.records().stream().map(LogRecord::getMessage).toList();
    }

    /** Not serializable. */
    private static final class Handle {}

    @Test
    void whatDoesNotSerializeStaysInItsWorkerAndIsToldOnce() {
        LogCapture log = new LogCapture("jcorn.session");
        try {
            Handle handle = new Handle();
            String id = newSession(a, session -> {
                session.setAttribute("handle", handle);
                session.setAttribute("n", 1);
            });
            request(a, id, session -> session.setAttribute("handle", new Handle()));
            request(a, id, session -> session.setAttribute("handle", handle));
            assertThat(attribute(b, id, "handle")).isNull();
            request(b, id, session -> session.setAttribute("n", 2));
            assertThat(attribute(a, id, "n")).isEqualTo(2);
            assertThat(attribute(a, id, "handle")).isSameAs(handle);
            assertThat(lines(log).stream().filter(line -> line.contains("handle")))
                    .hasSize(1)
                    .allMatch(line -> line.contains(Handle.class.getName()));
            assertThat(lines(log)).noneMatch(line -> line.contains(id));
        } finally {
            log.close();
        }
    }

    /** Serializes, and then can't be read. */
    private record Broken(String text) implements Serializable {
        private Object readResolve() {
            throw new IllegalArgumentException("on purpose");
        }
    }

    @Test
    void whatCannotBeReadIsDroppedAloneAndToldOnce() {
        LogCapture log = new LogCapture("jcorn.session");
        try {
            String id = newSession(a, session -> {
                session.setAttribute("broken", new Broken("x"));
                session.setAttribute("n", 1);
            });
            request(b, id, session -> {
                assertThat(session.getAttribute("broken")).isNull();
                assertThat(session.getAttribute("n")).isEqualTo(1);
                assertThat(Collections.list(session.getAttributeNames())).containsExactly("n");
                session.setAttribute("m", 2);
            });
            assertThat(lines(log).stream().filter(line -> line.contains("broken")))
                    .hasSize(1);
        } finally {
            log.close();
        }
    }

    /** Hears that it leaves and comes. */
    private static final class Traveller implements HttpSessionActivationListener, Serializable {
        private static final long serialVersionUID = 1;
        private final List<String> heard = new ArrayList<>();

        @Override
        public void sessionWillPassivate(HttpSessionEvent event) {
            heard.add("left");
        }

        @Override
        public void sessionDidActivate(HttpSessionEvent event) {
            heard.add("came");
        }
    }

    @Test
    void valuesHearThatTheyMoveToAnotherWorker() {
        Traveller traveller = new Traveller();
        String id = newSession(a, session -> session.setAttribute("traveller", traveller));
        assertThat(traveller.heard).containsExactly("left", "came");
        request(b, id, session -> {
            Traveller other = (Traveller) session.getAttribute("traveller");
            assertThat(other.heard).startsWith("left", "came");
        });
    }

    @Test
    void copiesBeyondTheLimitAreGivenUpAndReadAgain() {
        Sessions small = worker(new RecordingListener(), 2);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int n = i;
            ids.add(newSession(small, session -> session.setAttribute("list", new ArrayList<>(List.of(n)))));
        }
        List<Object> before = lists(small, ids);
        small.flush();
        List<Object> after = lists(small, ids);
        assertThat(after).isEqualTo(before);
        assertThat(IntStream.range(0, 10).filter(i -> after.get(i) == before.get(i)))
                .as("sessions whose list is still the same object")
                .hasSize(2);
    }

    private static List<Object> lists(Sessions worker, List<String> ids) {
        return ids.stream().map(id -> attribute(worker, id, "list")).toList();
    }

    @Test
    void copiesWhoseClientsDoNotComeBackGiveWayToLaterOnes() {
        List<Integer> strayed = new ArrayList<>(List.of(1));
        String stray = newSession(a, session -> session.setAttribute("list", strayed));
        String regular = newSession(a, session -> session.setAttribute("list", new ArrayList<>(List.of(2))));
        Object kept = attribute(a, regular, "list");
        for (int i = 0; i <= 1000; i++) {
            newSession(a, session -> session.setAttribute("n", 1));
        }
        assertThat(attribute(a, regular, "list")).isSameAs(kept);
        assertThat(attribute(a, stray, "list")).isEqualTo(strayed).isNotSameAs(strayed);
    }

    @Test
    void aNewSessionThatCouldNotBeStoredIsDestroyed() {
        LogCapture log = new LogCapture("jcorn.session");
        try {
            BridgeSession session = a.create();
            session.setAttribute("large", new byte[12 << 20]);
            Saving saving = a.release(session);
            assertThatThrownBy(saving::await).isInstanceOf(StoreException.class);
            a.flush();
            assertThat(session.isValid()).isFalse();
            assertThat(listenerA.heard()).contains("listener: destroyed with [large]");
            assertThat(a.find(session.getId())).isNull();
        } finally {
            log.close();
        }
    }

    @Test
    void whatOnlyOneWorkerHasIsNeverGivenUp() {
        Sessions small = worker(new RecordingListener(), 0);
        Handle handle = new Handle();
        String id = newSession(small, session -> session.setAttribute("handle", handle));
        small.flush();
        assertThat(attribute(small, id, "handle")).isSameAs(handle);
    }

    private void endFromOutside(String id) {
        SessionKey key = new SessionKey(SessionKey.applicationAt("/shop"), id);
        assertThat(store.save(key, SessionDelta.end()).join().isGone()).isFalse();
    }

    @Test
    void aSessionThatIsEndedFromOutsideIsDestroyedByTheWorkerThatFindsIt() {
        String id = newSession(a, session -> session.setAttribute("n", 1));
        BridgeSession inB = b.find(id);
        endFromOutside(id);
        assertThat(a.find(id)).isNull();
        assertThat(listenerA.heard()).contains("listener: destroyed with [n]");
        inB.setAttribute("n", 2);
        end(b, inB);
        assertThat(b.find(id)).isNull();
        assertThat(listenerB.heard()).doesNotContain("listener: destroyed with [n]");
        assertThat(a.count()).isZero();
    }

    @Test
    void aSessionThatIsEndedFromOutsideIsDestroyedByTheNextSweep() {
        String id = newSession(a, session -> {
            session.setAttribute("n", 1);
            session.setMaxInactiveInterval(-1);
        });
        endFromOutside(id);
        sweepBoth();
        assertThat(listenerA.heard()).contains("listener: destroyed with [n]");
        assertThat(a.count()).isZero();
    }

    @Test
    void theLongestIntervalOfAnApplicationEndsNothing() {
        String id = newSession(a, session -> session.setMaxInactiveInterval(Integer.MIN_VALUE));
        clock.passSeconds(1_000_000);
        sweepBoth();
        request(b, id, session -> assertThat(session.getMaxInactiveInterval()).isNegative());
    }

    @Test
    void theLimitRefusesNewSessionsOnly() {
        LogCapture log = new LogCapture("jcorn.session");
        try {
            Sessions one = limited(2, 0);
            Sessions other = limited(2, 0);
            String first = newSession(one, session -> session.setAttribute("n", 1));
            String second = newSession(other, session -> {});
            for (Sessions worker : List.of(one, other)) {
                assertThatThrownBy(worker::create)
                        .isInstanceOf(StoreException.class)
                        .hasMessage("no new session for /shop: it has 2, as many as session-limit allows");
                request(worker, first, session -> session.setAttribute("n", 2));
            }
            assertThatThrownBy(one::create).isInstanceOf(StoreException.class);
            assertThat(lines(log))
                    .as("a line for each worker")
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("No new session for /shop, requests that need one get 503"));
            request(one, second, HttpSession::invalidate);
            newSession(other, session -> {});
        } finally {
            log.close();
        }
    }

    @Test
    void aSessionThatNobodyComesBackWithLivesShorter() {
        Sessions one = limited(0, 60);
        Sessions other = limited(0, 60);
        String left = newSession(one, session -> {});
        String used = newSession(
                one, session -> assertThat(session.getMaxInactiveInterval()).isEqualTo(1800));
        clock.passSeconds(50);
        request(other, used, session -> {});
        other.flush();
        clock.passSeconds(20);
        one.sweep();
        assertThat(one.count()).isEqualTo(1);
        assertThat(one.find(left)).isNull();
        clock.passSeconds(1700);
        request(one, used, session -> assertThat(session.isNew()).isFalse());
    }

    @Test
    void aSessionWhoseFirstRequestTakesLongIsLeftToIt() {
        Sessions one = limited(0, 60);
        BridgeSession session = one.create();
        one.save(session).await();
        clock.passSeconds(100);
        one.flush();
        b.sweep();
        end(one, session);
        clock.passSeconds(50);
        assertThat(one.find(session.getId())).isNotNull();
    }

    @Test
    void anIntervalThatIsShorterAnywayAndOneWithoutEndStay() {
        Sessions one = limited(0, 60);
        String brief = newSession(one, session -> session.setMaxInactiveInterval(30));
        String endless = newSession(one, session -> session.setMaxInactiveInterval(0));
        clock.passSeconds(29);
        assertThat(one.find(brief)).isNotNull();
        clock.passSeconds(100_000);
        assertThat(one.find(endless)).isNotNull();
    }

    @Test
    void garbageIsNoId() {
        for (String id :
                new String[] {"", "x", "../../../../etc/passwd00", "ÄÖÜabcdefghijklmnopqrstu", "x".repeat(5000)}) {
            assertThat(a.find(id)).isNull();
        }
    }
}
