package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a pinned session, and of its requests, when its worker ends. */
class PinnedSessionsEndIT {
    private static final int CLIENTS = 8;
    private static final int BETWEEN = 300;

    private static JcornProcess serving(int workers, String... options) {
        String[] all = new String[options.length + 2];
        System.arraycopy(options, 0, all, 2, options.length);
        all[0] = "--workers";
        all[1] = "" + workers;
        JcornProcess jcorn = JcornProcess.serving(Built.PROBE, all);
        jcorn.awaitWorkers(workers);
        return jcorn;
    }

    @Test
    void aKilledOwnerTakesTheAttributeWithItAndNothingElse() {
        try (JcornProcess jcorn = serving(2);
                PinnedSession session = PinnedSession.open(jcorn)) {
            assertThat(session.get("/live").body()).startsWith("live=" + session.owner() + ":1 visits=1");
            Processes.signal("KILL", session.owner());
            Await.until("it is gone", () -> !jcorn.workers().contains(session.owner()));
            assertThat(session.get("/live").body()).startsWith("live=null visits=2");
            assertThat(session.get("/live").body()).startsWith("live=null visits=3");
        }
    }

    @Test
    void anOwnerThatDiesAtARequestIsTold() {
        try (JcornProcess jcorn = serving(2);
                PinnedSession session = PinnedSession.open(jcorn)) {
            RawClient other = session.toOther();
            HttpAnswer answer = other.exchange(session.head("GET", "/live/die"));
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).contains("the worker that served the request has ended");
            jcorn.awaitWorkers(2);
            session.reconnect();
            assertThat(session.get("/live").body()).startsWith("live=null visits=1");
        }
    }

    @Test
    void anOwnerThatHangsIsKilledAndTheRequestServedWithoutIt() {
        try (JcornProcess jcorn = serving(2, "--timeout", "2s");
                PinnedSession session = PinnedSession.open(jcorn)) {
            assertThat(session.get("/live").body()).startsWith("live=" + session.owner() + ":1 visits=1");
            Processes.signal("STOP", session.owner());
            assertThat(session.get("/live").body()).startsWith("live=null visits=2");
        }
    }

    @Test
    void reloadsRefuseNobody() {
        try (JcornProcess jcorn = serving(2);
                SessionClients clients = SessionClients.on(jcorn.address(), CLIENTS, "/live/keep", "visits=(\\d+)")) {
            for (int i = 0; i < 3; i++) {
                clients.awaitMore(BETWEEN);
                Set<Long> before = jcorn.workers();
                jcorn.signal("HUP");
                jcorn.awaitOthersThan(before);
            }
            assertThat(clients.stop().failures()).isEmpty();
            assertThat(clients.refused()).as("answers other than 200").isZero();
        }
    }

    @Test
    void anOwnerThatDiesWithinItsAnswerLeavesItUnfinished() {
        try (JcornProcess jcorn = serving(2);
                PinnedSession session = PinnedSession.open(jcorn)) {
            RawClient other = session.toOther();
            other.send(session.head("GET", "/live/half"));
            assertThatThrownBy(other::read).hasMessageContaining("closed after");
        }
    }

    @Test
    void aReloadWaitsForNobodyByDefault() {
        try (JcornProcess jcorn = serving(2);
                PinnedSession session = PinnedSession.open(jcorn)) {
            assertThat(session.get("/live").body()).startsWith("live=" + session.owner() + ":1 visits=1");
            Set<Long> before = jcorn.workers();
            jcorn.signal("HUP");
            jcorn.awaitOthersThan(before);
            session.reconnect();
            assertThat(session.get("/live").body()).startsWith("live=null visits=2");
        }
    }

    @Test
    void aReplacedWorkerStaysForItsSessionsIfItIsTold() {
        try (JcornProcess jcorn = serving(2, "--session-pin-timeout", "10m");
                PinnedSession session = PinnedSession.open(jcorn)) {
            jcorn.signal("HUP");
            jcorn.awaitLog("Reloaded");
            Await.until(
                    "the owner is what is left",
                    () -> jcorn.workers().size() == 3 && jcorn.workers().contains(session.owner()));
            for (int i = 1; i <= 20; i++) {
                try (RawClient client = jcorn.connect()) {
                    assertThat(client.exchange(session.head("GET", "/live")).body())
                            .startsWith("live=" + session.owner() + ":" + i + " visits=" + i);
                    assertThat(client.get("/pid").body()).isNotEqualTo("" + session.owner());
                }
            }
            try (RawClient client = jcorn.connect()) {
                assertThat(client.exchange(session.head("GET", "/live/close")).status())
                        .isEqualTo(200);
            }
            Await.until("the owner is gone", () -> !jcorn.workers().contains(session.owner()));
        }
    }

    @Test
    void nobodyStaysWhenTheServerStops() {
        try (JcornProcess jcorn = serving(2, "--session-pin-timeout", "10m")) {
            try (PinnedSession session = PinnedSession.open(jcorn)) {
                jcorn.signal("HUP");
                jcorn.awaitLog("Reloaded");
                Await.until("the owner is what is left", () -> jcorn.workers().size() == 3);
                assertThat(jcorn.workers()).contains(session.owner());
            }
            jcorn.signal("TERM");
            assertThat(jcorn.awaitExit()).isZero();
        }
    }

    @Test
    void nothingElseIsLostWhileWorkersAreKilledAndReplaced() {
        try (JcornProcess jcorn = serving(4);
                SessionClients clients = SessionClients.on(jcorn.address(), CLIENTS, "/live/keep", "visits=(\\d+)")) {
            clients.awaitMore(BETWEEN);
            for (int i = 0; i < 3; i++) {
                long victim = jcorn.workers().iterator().next();
                Processes.signal("KILL", victim);
                Await.until("it is gone", () -> !jcorn.workers().contains(victim));
                jcorn.awaitWorkers(4);
                clients.awaitMore(BETWEEN);
            }
            Set<Long> before = jcorn.workers();
            jcorn.signal("HUP");
            jcorn.awaitOthersThan(before);
            clients.awaitMore(BETWEEN);
            assertThat(clients.stop().failures()).isEmpty();
        }
    }
}
