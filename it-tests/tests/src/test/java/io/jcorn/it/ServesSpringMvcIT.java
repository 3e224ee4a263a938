package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServesSpringMvcIT {
    private static JcornProcess jcorn;

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.serving(Built.SPRING_MVC);
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    @Test
    void bindsAParameter() {
        assertThat(jcorn.get("/?name=oak").body()).isEqualTo("Hello, oak!");
    }

    @Test
    void answersJson() {
        assertThat(jcorn.get("/orders/7").body()).isEqualTo("{\"item\":\"acorn\",\"count\":7}");
    }

    @Test
    void takesJson() {
        try (RawClient client = jcorn.connect()) {
            HttpAnswer answer = client.exchange("""
                    POST /orders HTTP/1.1\r
                    Host: test\r
                    Content-Type: application/json\r
                    Content-Length: 26\r
                    \r
                    {"item":"leaf","count": 1}""");

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("{\"item\":\"leaf\",\"count\":2}");
        }
    }

    @Test
    void answersFromAnotherThread() {
        assertThat(jcorn.get("/later").body()).isEqualTo("later");
    }

    @Test
    void isFoundUnderItsContextPath() {
        try (JcornProcess shop = JcornProcess.launch(
                java.util.Map.of(),
                java.util.List.of(
                        "--bind", "127.0.0.1:0", "--app", "/shop=" + Built.SPRING_MVC, "--app", "/=" + Built.DEMO))) {
            assertThat(shop.get("/shop/orders/1").body()).isEqualTo("{\"item\":\"acorn\",\"count\":1}");
            assertThat(shop.get("/").body()).contains("It grows.");
        }
    }
}
