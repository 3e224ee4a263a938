package io.jcorn.servlet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.session.RecordingListener.Value;
import io.jcorn.servlet.session.store.StoreException;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EventListener;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SessionsTest {
    private final SettableClock clock = new SettableClock();
    private final RecordingListener listener = new RecordingListener();
    private final Sessions sessions = sessions(Duration.ofMinutes(30), listener);

    private Sessions sessions(Duration timeout, EventListener... listeners) {
        return sessions(timeout, SessionRules.of(null), listeners);
    }

    private Sessions sessions(Duration timeout, SessionRules rules, EventListener... listeners) {
        ClassLoader application = new ClassLoader(getClass().getClassLoader()) {};
        return new Sessions(
                Contexts.at("/shop", application), SessionListeners.of(List.of(listeners)), timeout, clock, rules);
    }

    private static String released(Sessions sessions) {
        BridgeSession session = sessions.create();
        sessions.release(session);
        return session.getId();
    }

    @Test
    void aSessionIsFoundByItsIdAlone() {
        BridgeSession session = sessions.create();
        assertThat(sessions.find(session.getId())).isSameAs(session);
        assertThat(sessions.find("no such id")).isNull();
        assertThat(sessions.find(null)).isNull();
    }

    @Test
    void theLimitAndTheShorterLifeOfNewOnesHoldWithoutAStore() {
        Sessions limited = sessions(Duration.ofMinutes(30), new SessionRules(null, 2, Duration.ofSeconds(60)));
        String used = released(limited);
        String left = released(limited);
        assertThatThrownBy(limited::create).isInstanceOf(StoreException.class);
        limited.release(limited.find(used));
        clock.passSeconds(60);
        assertThat(limited.find(left)).isNull();
        assertThat(limited.find(used)).isNotNull();
        assertThat(limited.create().isNew()).isTrue();
    }

    @Test
    void isNewUntilTheClientComesBackWithIt() {
        BridgeSession session = sessions.create();
        assertThat(session.isNew()).isTrue();
        sessions.release(session);
        assertThat(sessions.find(session.getId()).isNew()).isFalse();
    }

    @Test
    void lastAccessedTimeIsThatOfTheRequestBefore() {
        BridgeSession session = sessions.create();
        long first = clock.millis();
        sessions.release(session);
        clock.passSeconds(10);
        assertThat(sessions.find(session.getId()).getLastAccessedTime()).isEqualTo(first);
        clock.passSeconds(7);
        sessions.release(session);
        sessions.find(session.getId());
        assertThat(session.getLastAccessedTime()).isEqualTo(first + 10_000);
        assertThat(session.getCreationTime()).isEqualTo(first);
    }

    @Test
    void expiresWhenItWasIdleForItsInterval() {
        String id = released(sessions);
        clock.passSeconds(1799);
        BridgeSession session = sessions.find(id);
        sessions.release(session);
        clock.passSeconds(1800);
        assertThat(sessions.find(id)).isNull();
        assertThat(session.isValid()).isFalse();
        assertThat(listener.heard()).containsExactly("listener: created", "listener: destroyed with []");
    }

    @Test
    void doesNotExpireDuringARequestHoweverLongNorRightAfterIt() {
        BridgeSession session = sessions.create();
        clock.passSeconds(100_000);
        sessions.sweep();
        assertThat(session.isValid()).isTrue();
        sessions.release(session);
        clock.passSeconds(1799);
        sessions.sweep();
        assertThat(session.isValid()).isTrue();
        clock.passSeconds(1);
        sessions.sweep();
        assertThat(session.isValid()).isFalse();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void staysInServiceUntilTheLastOfConcurrentRequestsHasEnded() {
        BridgeSession session = sessions.create();
        sessions.find(session.getId());
        sessions.release(session);
        clock.passSeconds(100_000);
        sessions.sweep();
        assertThat(session.isValid()).isTrue();
    }

    @Test
    void anIntervalOfZeroOrLessNeverExpires() {
        for (Sessions endless : List.of(sessions(Duration.ZERO), sessions(Duration.ofMinutes(-1)))) {
            String id = released(endless);
            clock.passSeconds(1_000_000_000);
            endless.sweep();
            assertThat(endless.find(id)).isNotNull();
        }
        BridgeSession session = sessions.create();
        session.setMaxInactiveInterval(-1);
        sessions.release(session);
        clock.passSeconds(1_000_000_000);
        assertThat(sessions.find(session.getId())).isSameAs(session);
    }

    @Test
    void theDefaultIntervalIsHalfAnHour() {
        assertThat(sessions(null).create().getMaxInactiveInterval()).isEqualTo(1800);
    }

    @Test
    void sweepsUnderTheApplicationsClassLoader() {
        List<ClassLoader> seen = new ArrayList<>();
        Sessions swept = sessions(Duration.ofSeconds(1), new HttpSessionListener() {
            @Override
            public void sessionDestroyed(HttpSessionEvent event) {
                seen.add(Thread.currentThread().getContextClassLoader());
            }
        });
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        released(swept);
        clock.passSeconds(2);
        swept.sweep();
        assertThat(seen).hasSize(1).doesNotContain(before);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @TestFactory
    Stream<DynamicTest> anInvalidSessionRefusesEveryUse() {
        return Stream.<Consumer<HttpSession>>of(
                        HttpSession::getCreationTime,
                        HttpSession::getLastAccessedTime,
                        HttpSession::isNew,
                        HttpSession::invalidate,
                        HttpSession::getAttributeNames,
                        HttpSession::getAccessor,
                        session -> session.getAttribute("a"),
                        session -> session.setAttribute("a", "b"),
                        session -> session.setAttribute("a", null),
                        session -> session.removeAttribute("a"))
                .map(use -> DynamicTest.dynamicTest("a use", () -> {
                    BridgeSession session = sessions.create();
                    session.invalidate();
                    assertThatIllegalStateException().isThrownBy(() -> use.accept(session));
                    // these are not uses (javadoc of HttpSession)
                    assertThat(session.getId()).isNotNull();
                    assertThat(session.getServletContext()).isNotNull();
                    assertThat(session.getMaxInactiveInterval()).isEqualTo(1800);
                }));
    }

    @Test
    void anInvalidatedSessionIsNotFoundAndItsReleaseIsHarmless() {
        BridgeSession session = sessions.create();
        session.invalidate();
        assertThat(sessions.find(session.getId())).isNull();
        sessions.release(session);
        assertThat(session.isValid()).isFalse();
        assertThat(sessions.count()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> sessions.changeId(session));
    }

    @Test
    void listenersHearInOrderAndOfTheEndInReverse() {
        List<String> heard = listener.heard();
        Sessions two = sessions(null, new RecordingListener("1", heard), new RecordingListener("2", heard));
        BridgeSession session = two.create();
        session.setAttribute("a", "x");
        session.setAttribute("a", "y");
        two.changeId(session);
        session.invalidate();
        assertThat(heard)
                .containsExactly(
                        "1: created",
                        "2: created",
                        "1: added a=x",
                        "2: added a=x",
                        "1: replaced a=x",
                        "2: replaced a=x",
                        "1: id changed",
                        "2: id changed",
                        "2: destroyed with [a]",
                        "1: destroyed with [a]",
                        "1: removed a=y",
                        "2: removed a=y");
    }

    @Test
    void valuesAreBoundBeforeTheyAreSeenAndUnboundWhenTheyAreGone() {
        List<String> heard = listener.heard();
        BridgeSession session = sessions.create();
        Value first = new Value("first", heard);
        Value second = new Value("second", heard);
        session.setAttribute("a", first);
        session.setAttribute("a", second);
        session.setAttribute("a", null);
        assertThat(heard)
                .containsExactly(
                        "listener: created",
                        "first bound to a",
                        "listener: added a=first",
                        "second bound to a, which is first",
                        "first unbound from a, which is second",
                        "listener: replaced a=first",
                        "second unbound from a",
                        "listener: removed a=second");
    }

    @Test
    void settingTheSameValueAgainBindsNothingButTellsTheListeners() {
        BridgeSession session = sessions.create();
        Value value = new Value("value", listener.heard());
        session.setAttribute("a", value);
        listener.heard().clear();
        session.setAttribute("a", value);
        assertThat(listener.heard()).containsExactly("listener: replaced a=value");
    }

    @Test
    void removingWhatIsNotThereTellsNobody() {
        BridgeSession session = sessions.create();
        listener.heard().clear();
        session.removeAttribute("a");
        session.setAttribute("a", null);
        assertThat(listener.heard()).isEmpty();
    }

    @Test
    void valuesAreUnboundAfterTheSessionBecameInvalid() {
        BridgeSession session = sessions.create();
        session.setAttribute("a", new Value("value", listener.heard()));
        listener.heard().clear();
        session.invalidate();
        assertThat(listener.heard())
                .containsExactly(
                        "listener: destroyed with [a]",
                        "value unbound from a, which is invalid",
                        "listener: removed a=value");
    }

    @Test
    void invalidatingOnceMoreFromItsOwnListenerDoesNothing() {
        Sessions once = sessions(null, listener, new HttpSessionListener() {
            @Override
            public void sessionDestroyed(HttpSessionEvent event) {
                event.getSession().invalidate();
                event.getSession().setAttribute("late", "still possible");
            }
        });
        once.create().invalidate();
        assertThat(listener.heard())
                .containsExactly(
                        "listener: created",
                        "listener: added late=still possible",
                        "listener: destroyed with [late]",
                        "listener: removed late=still possible");
    }

    @Test
    void aFailingListenerFailsTheCallThatCausedTheEventAndLeavesNothingBehind() {
        Sessions failing = sessions(null, new HttpSessionListener() {
            @Override
            public void sessionDestroyed(HttpSessionEvent event) {
                throw new UnsupportedOperationException("on purpose");
            }
        });
        BridgeSession session = failing.create();
        session.setAttribute("a", new Value("value", listener.heard()));
        assertThatThrownBy(session::invalidate).hasMessage("on purpose");
        assertThat(session.isValid()).isFalse();
        assertThat(failing.count()).isZero();
        assertThat(listener.heard()).contains("value unbound from a, which is invalid");
    }

    @Test
    void aFailingAttributeListenerFailsSetAttributeAndNoFurtherOneHears() {
        Sessions failing = sessions(
                null,
                new HttpSessionAttributeListener() {
                    @Override
                    public void attributeAdded(HttpSessionBindingEvent event) {
                        throw new UnsupportedOperationException("on purpose");
                    }
                },
                listener);
        BridgeSession session = failing.create();
        assertThatThrownBy(() -> session.setAttribute("a", "b")).hasMessage("on purpose");
        assertThat(listener.heard()).containsExactly("listener: created");
    }

    @Test
    void aSessionWhoseCreationWasRefusedByAListenerExpires() {
        Sessions failing = sessions(null, new HttpSessionListener() {
            @Override
            public void sessionCreated(HttpSessionEvent event) {
                throw new UnsupportedOperationException("on purpose");
            }
        });
        assertThatThrownBy(failing::create).hasMessage("on purpose");
        clock.passSeconds(1801);
        failing.sweep();
        assertThat(failing.count()).isZero();
    }

    @Test
    void aNewIdReplacesTheOldOne() {
        BridgeSession session = sessions.create();
        session.setAttribute("a", "b");
        String old = session.getId();
        String changed = sessions.changeId(session);
        assertThat(session.getId()).isEqualTo(changed).isNotEqualTo(old);
        assertThat(sessions.find(old)).isNull();
        assertThat(sessions.find(changed).getAttribute("a")).isEqualTo("b");
        assertThat(sessions.count()).isEqualTo(1);
        assertThat(listener.heard()).contains("listener: id changed");
    }

    @Test
    void anAccessorKeepsTheSessionInServiceAndEndsWithItsId() {
        BridgeSession session = sessions.create();
        HttpSession.Accessor accessor = session.getAccessor();
        sessions.release(session);
        accessor.access(lent -> {
            clock.passSeconds(100_000);
            sessions.sweep();
            assertThat(lent).isSameAs(session);
            assertThat(session.isValid()).isTrue();
        });
        clock.passSeconds(1799);
        accessor.access(lent -> lent.setAttribute("a", "b"));
        sessions.changeId(session);
        assertThatIllegalStateException().isThrownBy(() -> accessor.access(lent -> {}));
        HttpSession.Accessor current = session.getAccessor();
        session.invalidate();
        assertThatIllegalStateException().isThrownBy(() -> current.access(lent -> {}));
    }

    @Test
    void attributeNamesAreThoseOfNow() {
        BridgeSession session = sessions.create();
        session.setAttribute("a", 1);
        session.setAttribute("b", 2);
        for (String name : Collections.list(session.getAttributeNames())) {
            session.removeAttribute(name);
        }
        assertThat(session.getAttributeNames().hasMoreElements()).isFalse();
        assertThat(session.getAttribute(null)).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> session.setAttribute(null, "a"));
    }

    @Test
    void closingDestroysAllThoseInServiceToo() {
        BridgeSession inService = sessions.create();
        released(sessions);
        sessions.close();
        assertThat(inService.isValid()).isFalse();
        assertThat(sessions.count()).isZero();
        assertThat(listener.heard()).hasSize(4);
    }

    @Test
    void neverShowsItsId() {
        BridgeSession session = sessions.create();
        assertThat(session.toString()).doesNotContain(session.getId()).contains("/shop");
    }
}
