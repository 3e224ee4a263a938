package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frameworks side by side in one server of two workers, each with a session that both serve. */
class ServesFrameworksIT {
    @TempDir
    static Path webapps;

    private static JcornProcess jcorn;

    private final Visitor visitor = new Visitor(jcorn);

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.servingAll(webapps, 2, Built.JERSEY, Built.FACES, Built.STRUTS);
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    @Test
    void jerseyTakesAndAnswersJson() {
        HttpAnswer answer = visitor.post("/jersey/api/orders", "application/json", "{\"item\":\"leaf\",\"count\":1}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"item\":\"leaf\",\"count\":2}");
    }

    @Test
    void jerseySendsEvents() {
        HttpAnswer answer = visitor.get("/jersey/api/orders/events");

        assertThat(answer.field("Content-Type")).contains("text/event-stream");
        assertThat(answer.body()).isEqualTo("data: one\n\nevent: named\ndata: two\n\n");
    }

    @Test
    void jerseyAnswersErrors() {
        assertThat(visitor.get("/jersey/api/orders/broken").status()).isEqualTo(500);
        assertThat(visitor.get("/jersey/api/nothing").status()).isEqualTo(404);
        assertThat(visitor.post("/jersey/api/orders", "text/plain", "x").status())
                .isEqualTo(415);
    }

    @Test
    void bothWorkersCountTheVisitsOfASession() {
        Set<String> workers = new HashSet<>();
        int[] visits = {0};
        Await.until("both workers have counted", () -> {
            String[] answer = visitor.get("/jersey/api/orders/visits").body().split(" ");
            assertThat(answer[0]).isEqualTo(Integer.toString(++visits[0]));
            workers.add(answer[1]);
            return workers.size() == 2;
        });
    }

    /** The view is saved in the session: whichever worker gets the form has to restore it. */
    @Test
    void facesKeepsAViewAndABeanOfTheSessionThatServletsGetAsWell() {
        HttpAnswer page = visitor.get("/faces/basket.xhtml");
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            page = visitor.postForm("/faces/basket.xhtml", "form=form&form%3Aitem=item" + i + button() + state(page));
            items.append("<li>item").append(i).append("</li>");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains("<ul>" + items + "</ul>");
        }
        assertThat(visitor.get("/faces/basket.txt").body()).startsWith("item0 item1 ");
    }

    @Test
    void facesChecksAForm() {
        HttpAnswer page = visitor.get("/faces/basket.xhtml");
        String answer = visitor.postForm("/faces/basket.xhtml", "form=form&form%3Aitem=" + button() + state(page))
                .body();

        assertThat(answer).contains("form:item: Validation Error: Value is required.");
    }

    private static String button() {
        return "&form%3Aadd=Add";
    }

    private static String state(HttpAnswer page) {
        return "&jakarta.faces.ViewState=" + Token.VIEW_STATE.encodedIn(page);
    }

    @Test
    void strutsKeepsOrdersInTheSession() {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            items.append("<li>item").append(i).append("</li>");
            assertThat(visitor.postForm("/struts/order.action", "item=item" + i).body())
                    .contains("<ul>" + items + "</ul>");
        }
    }

    @Test
    void strutsChecksAForm() {
        assertThat(visitor.get("/struts/order.action").body()).contains("An item needs a name");
    }
}
