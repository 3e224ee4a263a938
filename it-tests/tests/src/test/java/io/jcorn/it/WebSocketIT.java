package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketIT {
    private static final int IDLE = 300;

    private static JcornProcess jcorn;

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.serving(Built.WEBSOCKET);
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    private static WebSocketClient connect(String path) {
        return WebSocketClient.connect(jcorn.address(), path, Map.of());
    }

    @Test
    void hearsAndSaysTextAndBytes() {
        try (WebSocketClient client = connect("/echo/oak")) {
            assertThat(client.say("Grüße").next()).isEqualTo("Grüße");
            assertThat(client.say("name").next()).isEqualTo("oak");
            assertThat(client.say("loader").next()).isEqualTo("true");
            assertThat(client.send(new byte[70_000]).next()).isEqualTo("binary 70000");
        }
    }

    @Test
    void putsFragmentsTogether() {
        try (WebSocketClient client = connect("/echo/oak")) {
            client.sayPart("one, ", false)
                    .ping("between")
                    .sayPart("two, ", false)
                    .sayPart("three", true);

            assertThat(client.next()).isEqualTo("pong between");
            assertThat(client.next()).isEqualTo("one, two, three");
        }
    }

    @Test
    void closesAsItIsTold() {
        try (WebSocketClient client = connect("/echo/server")) {
            assertThat(client.say("close").next()).isEqualTo("close 4001 as you like");
        }
        try (WebSocketClient client = connect("/echo/client")) {
            client.sayClose(4002, "enough");
            jcorn.awaitLog("session of client ended with 4002");
        }
        WebSocketClient gone = connect("/echo/gone");
        gone.close();
        jcorn.awaitLog("session of gone ended with 1006");
    }

    @Test
    void survivesAMessageAtWhichItsEndpointFails() {
        try (WebSocketClient client = connect("/echo/failing")) {
            assertThat(client.say("fail").say("and now?").next()).isEqualTo("and now?");
        }
        assertThat(jcorn.log()).contains("IllegalStateException: as you like");
    }

    @Test
    void refusesAMessageThatIsTooLong() {
        try (WebSocketClient client = connect("/echo/long")) {
            for (int i = 0; i < 20; i++) client.sayPart("x".repeat(64 * 1024), i == 19);

            assertThat(client.next()).startsWith("close 1009");
        }
    }

    @Test
    void tellsEverybody() {
        List<WebSocketClient> guests = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) guests.add(connect("/chat"));
            guests.get(0).say("hello");

            assertThat(guests).allSatisfy(guest -> assertThat(guest.next()).isEqualTo("hello"));
        } finally {
            guests.forEach(WebSocketClient::close);
        }
    }

    @Test
    void knowsTheHttpSessionAndTheSubprotocol() {
        String cookie =
                jcorn.get("/guest?name=Ann").field("Set-Cookie").orElseThrow().split(";", 2)[0];

        try (WebSocketClient guest =
                WebSocketClient.connect(jcorn.address(), "/guests", Map.of("Cookie", cookie), "hello")) {
            assertThat(guest.next()).isEqualTo("Ann hello");
        }
    }

    @Test
    void leavesOtherPathsToTheApplication() {
        assertThatThrownBy(() -> connect("/nowhere"))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(404));
        assertThat(jcorn.get("/echo/oak").status()).isEqualTo(404);
    }

    @Test
    void needsNoThreadForAnIdleConnection() {
        List<WebSocketClient> idle = new ArrayList<>();
        try (WebSocketClient asking = connect("/echo/asking")) {
            for (int i = 0; i < IDLE; i++) idle.add(connect("/echo/idle"));

            assertThat(Integer.parseInt(asking.say("threads").next())).isLessThan(IDLE / 2);
            assertThat(idle.get(IDLE - 1).say("still here").next()).isEqualTo("still here");
        } finally {
            idle.forEach(WebSocketClient::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "TERM"})
    void tellsClientsToGoElsewhere(String signal) {
        try (JcornProcess other = JcornProcess.serving(Built.WEBSOCKET);
                WebSocketClient client = WebSocketClient.connect(other.address(), "/echo/oak", Map.of())) {
            assertThat(client.say("before").next()).isEqualTo("before");
            other.signal(signal);

            assertThat(client.next()).startsWith("close 1001");
            if (signal.equals("TERM")) assertThat(other.awaitExit()).isZero();
        }
    }
}
