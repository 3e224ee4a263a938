package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More clients that dawdle than there are threads: none of them holds one. In gthread every request needs one. */
class SlowClientsIT {
    private static final int DAWDLERS = Endurance.times(100, 300);

    private static JcornProcess jcorn;

    private final List<RawClient> dawdlers = new ArrayList<>();

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.serving(Built.PROBE, "--worker-class", "gthread", "--threads", "2");
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    @AfterEach
    void hangUp() {
        dawdlers.forEach(RawClient::close);
    }

    @Test
    void whoSendHalfAHeadKeepNobodyWaiting() {
        dawdle(client -> client.send("GET /plaintext HTTP/1.1\r\nHost: te"));

        assertThat(jcorn.get("/plaintext").status()).isEqualTo(200);

        dawdlers.forEach(client -> client.send("st\r\n\r\n"));
        assertThat(dawdlers)
                .allSatisfy(client -> assertThat(client.read().body()).isEqualTo("Hello, World!"));
    }

    @Test
    void whoSendHalfABodyKeepNobodyWaiting() {
        dawdle(client -> client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\nacorn"));

        assertThat(jcorn.get("/plaintext").status()).isEqualTo(200);

        dawdlers.forEach(client -> client.send("acorn"));
        assertThat(dawdlers)
                .allSatisfy(client -> assertThat(client.read().body()).isEqualTo("acornacorn"));
    }

    @Test
    void whoSendHalfAChunkedBodyKeepNobodyWaiting() {
        dawdle(client ->
                client.send("POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\naco"));

        // longer than the pause after which a body is given to the application as far as it came
        assertThat(jcorn.get("/sleep?ms=1500").status()).isEqualTo(200);
        assertThat(jcorn.get("/plaintext").status()).isEqualTo(200);

        dawdlers.forEach(client -> client.send("rn\r\n0\r\n\r\n"));
        assertThat(dawdlers)
                .allSatisfy(client -> assertThat(client.read().body()).isEqualTo("acorn"));
    }

    @Test
    void whoDoNotReadKeepNobodyWaiting() {
        dawdle(client -> client.send("GET /big?bytes=900000 HTTP/1.1\r\nHost: test\r\n\r\n"));

        assertThat(jcorn.get("/plaintext").status()).isEqualTo(200);

        assertThat(dawdlers)
                .allSatisfy(client -> assertThat(client.read().body()).hasSize(900_000));
    }

    /** Longer than what the sockets and jcorn keep for them: whoever writes it has to wait. */
    @Test
    void whoDoNotReadALongResponseKeepNobodyWaiting() {
        dawdle(client -> client.send("GET /big?bytes=20000000 HTTP/1.1\r\nHost: test\r\n\r\n"));

        assertThat(jcorn.get("/plaintext").status()).isEqualTo(200);

        assertThat(dawdlers.subList(0, 3))
                .allSatisfy(client -> assertThat(client.read().body()).hasSize(20_000_000));
    }

    private void dawdle(Consumer<RawClient> half) {
        for (int i = 0; i < DAWDLERS; i++) {
            RawClient client = jcorn.connect();
            dawdlers.add(client);
            half.accept(client);
        }
    }
}
