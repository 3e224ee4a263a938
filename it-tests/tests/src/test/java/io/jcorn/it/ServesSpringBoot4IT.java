package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is new beside {@link ServesSpringBootIT}; {@link LikeTomcatIT} has the rest. */
class ServesSpringBoot4IT {
    private static JcornProcess jcorn;

    private final Visitor visitor = new Visitor(jcorn);

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.serving(Built.SPRING_BOOT_4);
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    @Test
    void servesItsWelcomePageFromTheClassPath() {
        assertThat(visitor.get("/").body()).contains("The shop of today");
    }

    @Test
    void takesAndAnswersJson() {
        HttpAnswer answer = visitor.post("/orders", "application/json", "{\"item\":\"leaf\",\"count\":1}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"item\":\"leaf\",\"count\":2}");
    }

    @Test
    void sendsEventsFromAnotherThread() {
        assertThat(visitor.get("/events").body()).isEqualTo("data:one\n\nid:2\nevent:named\ndata:two\n\n");
    }

    @Test
    void streamsABody() {
        assertThat(visitor.get("/stream").body()).startsWith("line 0\n").endsWith("line 1999\n");
    }

    @Test
    void answersForAHandlerThatNeverDoes() {
        assertThat(visitor.get("/never").status()).isEqualTo(503);
    }

    @Test
    void keepsASession() {
        assertThat(visitor.get("/visits").body()).isEqualTo("1");
        assertThat(visitor.get("/visits").body()).isEqualTo("2");
    }

    @Test
    void actuatorTellsHowItIs() {
        assertThat(visitor.get("/actuator/health").body()).contains("\"status\":\"UP\"");
        assertThat(visitor.get("/actuator/metrics/http.server.requests").body()).contains("\"COUNT\"");
    }
}
