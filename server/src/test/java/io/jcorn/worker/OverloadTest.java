package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More requests than threads, for longer than {@code queue-timeout}. */
@Timeout(60)
class OverloadTest {
    private static final String GET = "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n";

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void end() {
        end.countDown();
    }

    private Outcome serve(Exchange exchange) throws IOException, InterruptedException {
        if (!exchange.request().rawPath().equals("/quick")) {
            begun.countDown();
            end.await();
        }
        exchange.response().write("served".getBytes(StandardCharsets.US_ASCII), 0, 6);
        return Outcome.DONE;
    }

    private TestWorker worker(String workerClass, String timeout) throws Exception {
        return new TestWorker(
                Map.of("worker-class", workerClass, "threads", "1", "queue-timeout", timeout), this::serve);
    }

    /** The first is served, then some wait; a new one is refused at once, and those that wait are served yet. */
    @ParameterizedTest
    @ValueSource(strings = {"adaptive", "gthread", "sync"})
    void refusesNewRequestsAndServesThoseThatWait(String workerClass) throws Exception {
        try (RawClients patient = new RawClients();
                TestWorker worker = worker(workerClass, "0.001")) {
            patient.connect(worker.address()).send(GET);
            begun.await();
            RawClient first = patient.connect(worker.address()).send(GET);
            String refusal = refusal(patient, worker);
            assertThat(refusal)
                    .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                    .contains("\r\nRetry-After: 1\r\n", "\r\nConnection: close\r\n", "too many requests wait");
            end.countDown();
            assertThat(first.response()).endsWith("\r\n\r\nserved");
            while (!quick(worker).endsWith("\r\n\r\nserved")) {
                Thread.onSpinWait(); // until those that wait have been served
            }
        }
    }

    private static String quick(TestWorker worker) throws IOException {
        try (RawClient client = new RawClient(worker.address())) {
            return client.send(GET.replace("/slow", "/quick")).response();
        }
    }

    /** Sends requests until one is refused: those before it wait. */
    private static String refusal(RawClients patient, TestWorker worker) throws Exception {
        while (worker.worker().stats().requests() == 0) {
            patient.connect(worker.address()).send(GET);
        }
        while (true) {
            for (RawClient client : patient) {
                if (client.socket().getInputStream().available() > 0) {
                    return client.response();
                }
            }
        }
    }

    @Test
    void refusesNobodyWithoutATimeout() throws Exception {
        try (RawClients patient = new RawClients();
                TestWorker worker = worker("gthread", "0")) {
            for (int i = 0; i < 50; i++) {
                patient.connect(worker.address()).send(GET);
            }
            begun.await();
            end.countDown();
            for (RawClient client : patient) {
                assertThat(client.response()).endsWith("\r\n\r\nserved");
            }
        }
    }
}
