package io.jcorn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.app.Service.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who sends request upon request, without waiting for answers, has its turn as others do, and no more. */
@Timeout(60)
class PipeliningTest {
    /** Many buffers full. */
    private static final int MANY = 3000;

    private static final int WARM = 500;
    private static final String LAST = "GET /many HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

    @Test
    void oneRequestIsServedBetweenThoseOfAClientThatSendsMany() throws Exception {
        AtomicInteger served = new AtomicInteger();
        AtomicReference<RawClient> modest = new AtomicReference<>();
        try (TestWorker worker = new TestWorker(Map.of(), exchange -> {
                    if (exchange.request().rawPath().equals("/many")) {
                        if (served.incrementAndGet() == WARM + 100) {
                            modest.get().send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                        }
                    } else {
                        byte[] before = served.toString().getBytes(StandardCharsets.US_ASCII);
                        exchange.response().write(before, 0, before.length);
                    }
                    return Outcome.DONE;
                });
                RawClient greedy = new RawClient(worker.address());
                RawClient client = new RawClient(worker.address())) {
            modest.set(client);
            String one = LAST.replace("Connection: close\r\n", "");
            for (int i = 0; i < WARM; i++) {
                greedy.send(one).response(); // from here on it is known for quick, and runs on the loop
            }
            greedy.send(one.repeat(MANY - 1) + LAST);

            String answer = client.response();
            assertThat(greedy.all().split("HTTP/1.1 200 ", -1)).hasSize(MANY + 1);
            assertThat(Integer.parseInt(answer.substring(answer.indexOf("\r\n\r\n") + 4)))
                    .isBetween(WARM + 100, WARM + 300);
        }
    }
}
