package io.jcorn.servlet.session;

import static io.jcorn.servlet.session.Visits.newSession;
import static io.jcorn.servlet.session.Visits.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jcorn.servlet.session.RecordingListener.Value;
import io.jcorn.servlet.session.lmdb.LmdbStore;
import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionStore;
import io.jcorn.servlet.testing.LogCapture;
import jakarta.servlet.http.HttpSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which worker a session with attributes that don't serialize belongs to, on one store. */
class PinnedSessionsTest {
    /** Not serializable. */
    private static final class Handle {}

    private final SettableClock clock = new SettableClock();
    private final RecordingListener listener = new RecordingListener();
    private SessionStore store;
    private Sessions a;
    private Sessions b;

    @BeforeEach
    void start(@TempDir Path folder) {
        store = LmdbStore.open(folder, 8 << 20);
        a = worker(new Pinning("worker-a", false));
        b = worker(new Pinning("worker-b", false));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private Sessions worker(Pinning pinning) {
        return new Sessions(
                Contexts.at("/shop"),
                SessionListeners.of(List.of(listener)),
                Duration.ofMinutes(30),
                clock,
                SessionRules.of(new SessionSharing(store, true, 100, false, pinning)));
    }

    private static List<String> owners(Sessions worker, String id) {
        List<String> owners = new ArrayList<>();
        request(worker, id, session -> owners.addAll(((BridgeSession) session).owners()));
        return owners;
    }

    @Test
    void othersSeeWhichWorkerHasTheAttribute() {
        Handle handle = new Handle();
        String id = newSession(a, session -> {
            session.setAttribute("handle", handle);
            session.setAttribute("n", 1);
        });
        assertThat(owners(b, id)).containsExactly("worker-a");
        assertThat(owners(a, id)).isEmpty();
        assertThat(a.pinned()).isEqualTo(1);
        assertThat(b.pinned()).isZero();
        request(b, id, session -> {
            assertThat(session.getAttribute("handle")).isNull();
            assertThat(session.getAttribute("n")).isEqualTo(1);
        });
        request(a, id, session -> assertThat(session.getAttribute("handle")).isSameAs(handle));
    }

    @Test
    void aSessionWithoutSuchAttributesBelongsToNobody() {
        String id = newSession(a, session -> session.setAttribute("n", 1));
        assertThat(owners(b, id)).isEmpty();
        assertThat(a.pinned()).isZero();
    }

    @Test
    void thePinEndsWithTheAttribute() {
        List<Consumer<HttpSession>> ends = List.of(
                session -> session.removeAttribute("handle"), session -> session.setAttribute("handle", "a string"));
        for (Consumer<HttpSession> end : ends) {
            String id = newSession(a, session -> session.setAttribute("handle", new Handle()));
            assertThat(owners(b, id)).containsExactly("worker-a");
            request(a, id, end);
            assertThat(owners(b, id)).isEmpty();
            assertThat(a.pinned()).isZero();
        }
    }

    @Test
    void anotherSuchValueUnderTheNameIsNothingToStore() {
        String id = newSession(a, session -> session.setAttribute("handle", new Handle()));
        BridgeSession session = a.find(id);
        session.setAttribute("handle", new Handle());
        assertThat(a.release(session)).isNull();
    }

    @Test
    void whoLosesAnAttributeToAnotherWorkerHasItNoMore() {
        String id = newSession(a, session -> session.setAttribute("handle", new Handle()));
        request(b, id, session -> session.setAttribute("handle", new Handle()));
        request(a, id, session -> assertThat(session.getAttribute("handle")).isNull());
        assertThat(owners(a, id)).containsExactly("worker-b");
        assertThat(owners(b, id)).isEmpty();
    }

    /** Both were set at the same time, when nobody knew of the other one. */
    @Test
    void ofTwoWorkersWithAttributesNeitherHandsTheSessionToTheOther() {
        String id = newSession(a, session -> session.setAttribute("one", new Handle()));
        request(b, id, session -> session.setAttribute("other", new Handle()));
        assertThat(owners(a, id)).isEmpty();
        assertThat(owners(b, id)).isEmpty();
        Sessions c = worker(new Pinning("worker-c", false));
        assertThat(owners(c, id)).containsExactly("worker-a", "worker-b");
    }

    @Test
    void expiryIsTheOwnersWithTheLiveValue() {
        Value value = new Value("value", listener.heard());
        String id = newSession(a, session -> {
            session.setAttribute("value", value);
            session.setMaxInactiveInterval(60);
        });
        assertThat(owners(b, id)).containsExactly("worker-a");
        clock.passSeconds(60);
        a.flush();
        b.sweep();
        assertThat(listener.heard())
                .contains("listener: destroyed with [value]", "value unbound from value, which is invalid");
        assertThat(b.find(id)).isNull();
        assertThat(a.pinned()).isZero();
    }

    @Test
    void whatASessionHoldsThatEndedElsewhereIsUnbound() {
        String id = newSession(a, session -> session.setAttribute("value", new Value("value", listener.heard())));
        store.save(new SessionKey(SessionKey.applicationAt("/shop"), id), SessionDelta.end())
                .join();
        b.sweep();
        clock.passSeconds(10);
        a.sweep();
        assertThat(listener.heard()).contains("value unbound from value, which is invalid");
        assertThat(a.pinned()).isZero();
    }

    @Test
    void itIsToldOnceWithAttributeAndClass() {
        LogCapture log = new LogCapture("jcorn.session");
        try {
            String id = newSession(a, session -> session.setAttribute("handle", new Handle()));
            request(a, id, session -> session.setAttribute("handle", new Handle()));
            assertThat(log.records().stream().map(LogRecord::getMessage))
                    .containsExactly("The session attribute handle of /shop (" + Handle.class.getName()
                            + ") pins its sessions to this worker and is lost with it: " + Handle.class.getName()
                            + " can't be serialized");
        } finally {
            log.close();
        }
    }

    @Test
    void settingsMayRefuseThem() {
        Sessions refusing = worker(new Pinning(null, true));
        Value value = new Value("value", listener.heard());
        String id = newSession(refusing, session -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> session.setAttribute("value", value))
                    .withMessageContaining(
                            "the session attribute value (" + Value.class.getName() + ") can't be stored")
                    .withMessageContaining("session-pin is off");
            session.setAttribute("n", new ArrayList<>(List.of(1)));
        });
        assertThat(listener.heard()).noneMatch(line -> line.contains("bound"));
        request(b, id, session -> assertThat(session.getAttribute("n")).isEqualTo(List.of(1)));
    }
}
