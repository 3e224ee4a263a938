package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Exchange;
import io.jcorn.app.Service.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who sends request upon request, without waiting for answers, has its turn as others do, and no more. */
@Timeout(60)
class PipeliningTest {
    /** Many buffers full. */
    private static final int MANY = 3000;

    private static final String MANY_PATH = "/many";
    private static final String ONE = "GET " + MANY_PATH + " HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String MODEST = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private final AtomicInteger served = new AtomicInteger();
    /** Sends its request in the middle of the many. */
    private volatile RawClient modest;

    private Outcome serve(Exchange exchange) throws IOException {
        if (exchange.request().rawPath().equals(MANY_PATH)) {
            if (served.incrementAndGet() == 100) {
                modest.send(MODEST);
            }
        } else {
            byte[] before = served.toString().getBytes(StandardCharsets.US_ASCII);
            exchange.response().write(before, 0, before.length);
        }
        return Outcome.DONE;
    }

    /** On a busy machine its request may get a thread of its own, which takes a while; that is why it tries again. */
    @Test
    void oneRequestIsServedBetweenThoseOfAClientThatSendsMany() throws Exception {
        List<Integer> before = new ArrayList<>();
        try (TestWorker worker = new TestWorker(Map.of(), this::serve);
                RawClient greedy = new RawClient(worker.address());
                RawClient client = new RawClient(worker.address())) {
            modest = client;
            for (int attempt = 0; attempt < 20 && before.stream().noneMatch(many -> many < 300); attempt++) {
                for (int i = 0; i < 200; i++) { // they become known for quick, and run on the loop
                    served.set(-MANY);
                    greedy.send(ONE).response();
                    client.send(MODEST).response();
                }
                served.set(0);
                greedy.send(ONE.repeat(MANY));
                String answer = client.response();
                before.add(Integer.parseInt(answer.substring(answer.indexOf("\r\n\r\n") + 4)));
                for (int i = 0; i < MANY; i++) {
                    assertThat(greedy.response()).startsWith("HTTP/1.1 200 ");
                }
            }
        }

        assertThat(before)
                .as("how many were served before the one, in each attempt")
                .anyMatch(many -> many < 300);
    }
}
