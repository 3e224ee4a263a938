package io.jcorn.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A session with an attribute that can't leave its worker, by way of another worker. */
class PinnedSessionsIT {
    private static final int LARGE = 20 << 20;

    private static JcornProcess jcorn;

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.serving(Built.PROBE, "--workers", "2");
        jcorn.awaitWorkers(2);
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    private static String bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private static String chunked(String body, int chunk) {
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < body.length(); at += chunk) {
            String part = body.substring(at, Math.min(body.length(), at + chunk));
            chunks.append(Integer.toHexString(part.length()))
                    .append("\r\n")
                    .append(part)
                    .append("\r\n");
        }
        return chunks.append("0\r\n\r\n").toString();
    }

    @Test
    void theOwnerServesWhicheverWorkerIsAsked() {
        try (PinnedSession session = PinnedSession.open(jcorn)) {
            for (int i = 1; i <= 20; i++) {
                RawClient client = i % 2 == 0 ? session.toOwner() : session.toOther();
                HttpAnswer answer = client.exchange(session.head("GET", "/live"));
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.isLast()).isFalse();
                assertThat(answer.body())
                        .startsWith("live=" + session.owner() + ":" + i + " visits=" + i + " pid=" + session.owner())
                        .contains(" from=127.0.0.1:", " at=" + jcorn.address().getPort() + " url=http://test/live");
            }
        }
    }

    @Test
    void whatATrustedProxyTellsCountsForTheOwnerToo() {
        try (PinnedSession session = PinnedSession.open(jcorn)) {
            String proxied = session.head("GET", "/live", "X-Forwarded-For: 192.0.2.9\r\nX-Forwarded-Proto: https\r\n");
            assertThat(session.toOther().exchange(proxied).body())
                    .contains(" from=192.0.2.9:", " url=https://test/live")
                    .startsWith("live=" + session.owner());
        }
    }

    @Test
    void whatComesBeforeAndAfterOnTheConnectionIsItsWorkers() throws IOException {
        try (PinnedSession session = PinnedSession.open(jcorn)) {
            RawClient other = session.toOther();
            String plain = "GET /pid HTTP/1.1\r\nHost: test\r\n\r\n";
            other.send(plain + session.head("GET", "/live") + plain + session.head("HEAD", "/live") + plain);
            String pid = other.read().body();
            assertThat(pid).isNotEqualTo("" + session.owner());
            assertThat(other.read().body()).startsWith("live=" + session.owner() + ":1");
            assertThat(other.read().body()).isEqualTo(pid);
            String line = other.readLine();
            assertThat(line).isEqualTo("HTTP/1.1 200 OK");
            while (!line.isEmpty()) {
                line = other.readLine();
            }
            assertThat(other.read().body()).isEqualTo(pid);
        }
    }

    @Test
    void bodiesGoBothWays() {
        try (PinnedSession session = PinnedSession.open(jcorn)) {
            for (int size : new int[] {1, 1000, 100_000, LARGE}) {
                String body = bytes(size);
                String length = session.head("POST", "/live/echo", "Content-Length: " + size + "\r\n");
                String chunks = session.head("POST", "/live/echo", "Transfer-Encoding: chunked\r\n");
                assertEcho(session, session.toOther().exchangeWhileSending(length + body), body);
                assertEcho(session, session.toOther().exchangeWhileSending(chunks + chunked(body, 10_000)), body);
            }
            assertThat(session.get("/live").body()).startsWith("live=" + session.owner() + ":1 ");
        }
    }

    private static void assertEcho(PinnedSession session, HttpAnswer answer, String body) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Live")).contains(session.owner() + ":0");
        assertThat(answer.body().equals(body)).as("the body is the same").isTrue();
        assertThat(answer.isLast()).isFalse();
    }

    @Test
    void theOwnerAsksForABodyThatIsHeldBack() {
        try (PinnedSession session = PinnedSession.open(jcorn)) {
            RawClient other = session.toOther();
            other.send(session.head("POST", "/live/echo", "Expect: 100-continue\r\nContent-Length: 5\r\n"));
            assertThat(other.read().status()).isEqualTo(100);
            HttpAnswer answer = other.exchange("hello");
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.isLast()).isFalse();

            HttpAnswer unasked =
                    other.exchange(session.head("POST", "/live/open", "Expect: 100-continue\r\nContent-Length: 5\r\n"));
            assertThat(unasked.status()).isEqualTo(200);
            assertThat(unasked.isLast()).isTrue();
        }
    }

    @Test
    void asynchronousAnswersComeBack() {
        try (PinnedSession session = PinnedSession.open(jcorn)) {
            assertThat(session.get("/live/async").body()).isEqualTo("late live=" + session.owner() + ":0");
            assertThat(session.get("/live").body()).startsWith("live=" + session.owner() + ":1");
        }
    }

    @Test
    void aConnectionMayLeaveHttp() throws IOException {
        try (PinnedSession session = PinnedSession.open(jcorn)) {
            RawClient other = session.toOther();
            HttpAnswer answer =
                    other.exchange(session.head("GET", "/live/upgrade", "Connection: Upgrade\r\nUpgrade: echo\r\n"));
            assertThat(answer.status()).isEqualTo(101);
            assertThat(other.readLine()).isEqualTo("" + session.owner());
            other.send("to and fro\n");
            assertThat(other.readLine()).isEqualTo("to and fro");
            other.send("again\n");
            assertThat(other.readLine()).isEqualTo("again");
        }
    }

    @Test
    void thePinEndsWithTheAttributeAndWithTheSession() {
        try (PinnedSession session = PinnedSession.open(jcorn)) {
            assertThat(session.get("/live").body()).contains(" pid=" + session.owner() + " ");
            session.get("/live/close");
            assertThat(session.get("/live").body())
                    .startsWith("live=null visits=2 pid=")
                    .doesNotContain(" pid=" + session.owner() + " ");
        }
        try (PinnedSession session = PinnedSession.open(jcorn)) {
            session.get("/live/end");
            assertThat(session.get("/live").field("Set-Cookie")).isPresent();
        }
    }

    @Test
    void itIsToldOnceInAWorkerWithAttributeAndClass() {
        for (int i = 0; i < 3; i++) {
            PinnedSession.open(jcorn).close();
        }
        assertThat(jcorn.timesLogged("The session attribute live of / \\(io.jcorn.probe.LiveServlet\\$Live\\) pins"))
                .isBetween(1L, 2L);
    }

    @Test
    void aWebSocketFindsTheSessionsObject() {
        try (JcornProcess guests = JcornProcess.serving(Built.WEBSOCKET, "--workers", "2")) {
            guests.awaitWorkers(2);
            String set =
                    guests.get("/guest?name=Ada&live=1").field("Set-Cookie").orElseThrow();
            Map<String, String> cookie = Map.of("Cookie", set.substring(0, set.indexOf(';')));
            for (int i = 0; i < 20; i++) {
                try (WebSocketClient client = WebSocketClient.connect(guests.address(), "/guests", cookie)) {
                    assertThat(client.next()).startsWith("Ada");
                }
            }
        }
    }

    @Test
    void manyConnectionsOfOneSessionAreServedAtOnce() {
        try (JcornProcess busy = JcornProcess.serving(Built.PROBE, "--workers", "4")) {
            busy.awaitWorkers(4);
            try (PinnedSession session = PinnedSession.open(busy)) {
                Load load = Load.of(busy, session.head("GET", "/live"), 16);
                try (load) {
                    load.awaitMore(4000);
                }
                assertThat(load.failures()).isEmpty();
                assertThat(session.get("/live").body())
                        .startsWith("live=" + session.owner() + ":" + (load.answered() + 1) + " ");
            }
        }
    }

    @Test
    void settingsMayRefuseSuchAttributes() {
        try (JcornProcess refusing = JcornProcess.serving(Built.PROBE, "--session-pin", "off")) {
            assertThat(refusing.get("/live/open").status()).isEqualTo(500);
            assertThat(refusing.log())
                    .contains("the session attribute live (io.jcorn.probe.LiveServlet$Live) can't be stored for other"
                            + " workers, and session-pin is off");
        }
    }
}
