package io.jcorn.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service.Outcome;
import io.jcorn.app.WorkerName;
import io.jcorn.boot.TempFolder;
import io.jcorn.relay.RelayHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a request that is handed to another worker, whatever that one does. */
@Timeout(60)
class RelayTest {
    private static final String TAKEN = "\u0006";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nthere";
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private TempFolder server;
    private TestWorker worker;
    private volatile String owner;

    @BeforeEach
    void start() throws Exception {
        server = new TempFolder(Files.createTempDirectory("jcorn-"));
        server.ofWorker(1).make();
        worker = new TestWorker(Map.of(), Relays.open(server.ofWorker(1), 1), this::handOver);
    }

    @AfterEach
    void stop() throws IOException {
        worker.close();
        server.delete();
    }

    private Outcome handOver(Exchange exchange) throws IOException {
        Runnable otherwise = () -> {
            answer(exchange, "late");
            exchange.finish();
        };
        if (exchange.relay(owner, otherwise)) {
            return Outcome.SUSPENDED;
        }
        answer(exchange, "here");
        return Outcome.DONE;
    }

    private static void answer(Exchange exchange, String text) {
        try {
            exchange.response().write(text.getBytes(US_ASCII), 0, text.length());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks once for each text, on one connection, and expects it within the answer. */
    private void expect(String... texts) throws IOException {
        try (RawClient client = new RawClient(worker.address())) {
            for (String text : texts) {
                assertThat(client.send(GET).response()).contains(text);
            }
        }
    }

    private ScriptedWorker other(List<List<String>> connections) throws IOException {
        ScriptedWorker other = new ScriptedWorker(server, 2, connections);
        owner = other.name();
        return other;
    }

    @Test
    void theOthersAnswerGoesToTheClient() throws IOException {
        try (ScriptedWorker other = other(List.of(List.of(TAKEN + ANSWER, TAKEN + ANSWER)))) {
            expect("there", "there");
            assertThat(other.seen()).containsExactly(GET, GET);
        }
    }

    @Test
    void whoIsKnownToBeGoneIsNotAsked() throws IOException {
        for (String gone : List.of(
                "no name",
                WorkerName.of("jcorn-another", 2).toString(),
                new WorkerName(server.path().getFileName().toString(), 1, 1, 1).toString())) {
            owner = gone;
            expect("here");
        }
    }

    @Test
    void whoTurnsOutToBeGoneIsAskedOnce() throws IOException {
        owner = WorkerName.of(server.path().getFileName().toString(), 7).toString();
        expect("late", "here", "here");
    }

    @Test
    void aRequestThatWasNotTakenIsServedHere() throws IOException {
        try (ScriptedWorker other = other(List.of(List.of(""), List.of("")))) {
            expect("late", "late");
            assertThat(other.seen()).hasSize(2);
        }
    }

    /** As one that was idle for too long is closed when the next request is on its way. */
    @Test
    void onAConnectionThatHadBeenClosedItIsTriedAgain() throws IOException {
        try (ScriptedWorker other = other(List.of(List.of(TAKEN + ANSWER, ""), List.of(TAKEN + ANSWER)))) {
            expect("there", "there");
            assertThat(other.seen()).containsExactly(GET, GET, GET);
        }
    }

    @Test
    void aRequestThatWasTakenIsNotServedTwice() throws IOException {
        try (ScriptedWorker other = other(List.of(List.of(TAKEN)))) {
            expect("502 Bad Gateway");
            assertThat(other.seen()).containsExactly(GET);
        }
    }

    @Test
    void whatIsNoResponseIsNotPassedOn() throws IOException {
        try (ScriptedWorker other = other(List.of(List.of(TAKEN + "HTTP/1.1 what?\r\n\r\n")))) {
            expect("502 Bad Gateway");
            assertThat(other.seen()).hasSize(1);
        }
    }

    @Test
    void aResponseThatIsCutOffEndsTheConnection() throws IOException {
        try (ScriptedWorker other = other(List.of(List.of(TAKEN + ANSWER.substring(0, ANSWER.length() - 2))));
                RawClient client = new RawClient(worker.address())) {
            String text = new String(client.send(GET).socket().getInputStream().readAllBytes(), US_ASCII);
            assertThat(text).endsWith("\r\n\r\nthe");
            assertThat(other.seen()).hasSize(1);
        }
    }

    /** As one does whose response is the connection's last, when it has thrown away so much of the body. */
    @Test
    void whatTheOtherSaidBeforeItClosedCountsThoughItReadNotAll() throws IOException {
        String body = "x".repeat(600_000);
        String post = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        int times = 30;
        try (ScriptedWorker other = other(Collections.nCopies(times, List.of(TAKEN + ANSWER)))) {
            for (int i = 0; i < times; i++) {
                try (RawClient client = new RawClient(worker.address())) {
                    assertThat(client.send(post).response()).endsWith("\r\n\r\nthere");
                }
            }
            assertThat(other.seen()).hasSize(times);
        }
    }

    @Test
    void twoWorkersDontHandARequestToAndFro() throws Exception {
        server.ofWorker(2).make();
        Relays relays = Relays.open(server.ofWorker(2), 2);
        String first = worker.worker().relays().self().toString();
        try (TestWorker second = new TestWorker(Map.of(), relays, exchange -> {
            answer(exchange, "second " + exchange.relay(first, () -> {}));
            return Outcome.DONE;
        })) {
            owner = relays.self().toString();
            expect("second false", "second false");
            assertThat(second.connections()).isEqualTo(1);
        }
    }

    @Test
    void aClientCantTellOfAnotherConnection() throws IOException {
        byte[] header = new RelayHeader(false, 1, null, null, Map.of(), true, null).toBytes();
        try (RawClient client = new RawClient(worker.address())) {
            assertThat(client.send(new String(header, ISO_8859_1) + GET).response())
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void onlyTheUserReachesTheSocket() throws IOException {
        Path folder = server.ofWorker(1).path();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("relay"))))
                .isEqualTo("rw-------");
    }
}
