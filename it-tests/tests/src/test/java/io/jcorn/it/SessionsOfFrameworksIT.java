package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What frameworks keep in a session, where each request goes to another worker than the one before. */
class SessionsOfFrameworksIT {
    @TempDir
    static Path webapps;

    private static JcornProcess jcorn;

    private final AlternatingWorkers workers = new AlternatingWorkers(jcorn);
    private final Visitor visitor = new Visitor(workers::exchange);

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.servingAll(webapps, 2, Built.PROBE, Built.SPRING_BOOT, Built.FACES, Built.WICKET);
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    @AfterEach
    void everyAttributeWasStored() {
        assertThat(jcorn.log().lines().filter(line -> line.contains("session attribute")))
                .isEmpty();
    }

    @Test
    void aUserLogsInByTheFormOfSpringSecurityAndOut() {
        HttpAnswer form = visitor.follow(visitor.get("/spring-boot/staff/notes"));
        assertThat(form.body()).contains("name=\"password\"");
        String login = "username=alice&password=%s&_csrf=" + Token.CSRF.in(form);
        HttpAnswer refused = visitor.follow(visitor.postForm("/spring-boot/login", login.formatted("wrong")));
        assertThat(refused.body()).contains("Invalid credentials");

        login = "username=alice&password=%s&_csrf=" + Token.CSRF.in(refused);
        HttpAnswer notes = visitor.follow(visitor.postForm("/spring-boot/login", login.formatted("wonder")));
        assertThat(notes.body()).contains("alice: []");
        for (String text : new String[] {"one", "two", "three"}) {
            notes = visitor.follow(
                    visitor.postForm("/spring-boot/staff/notes", "text=" + text + "&_csrf=" + Token.CSRF.in(notes)));
            assertThat(notes.body()).contains("just added: " + text);
        }
        assertThat(visitor.get("/spring-boot/staff/notes").body()).contains("alice: [one, two, three]; just added:  <");
        assertThat(visitor.postForm("/spring-boot/staff/notes", "text=forged&_csrf=x")
                        .status())
                .isEqualTo(403);

        assertThat(visitor.postForm("/spring-boot/logout", "_csrf=" + Token.CSRF.in(notes))
                        .field("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/login?logout"));
        for (int i = 0; i < 2; i++) {
            assertThat(visitor.get("/spring-boot/staff/notes").status()).isEqualTo(302);
        }
    }

    @Test
    void aFacesPageKeepsItsView() {
        HttpAnswer page = visitor.get("/faces/basket.xhtml");
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            page = visitor.postForm(
                    "/faces/basket.xhtml",
                    "form=form&form%3Aitem=item" + i + "&form%3Aadd=Add&jakarta.faces.ViewState="
                            + Token.VIEW_STATE.encodedIn(page));
            items.append("<li>item").append(i).append("</li>");
            assertThat(page.body()).contains("<ul>" + items + "</ul>");
        }
    }

    @Test
    void aWicketPageKeepsItsComponents() {
        HttpAnswer page = visitor.follow(visitor.get("/wicket/"));
        StringBuilder items = new StringBuilder();
        for (int i = 1; i < 6; i++) {
            page = visitor.follow(visitor.get("/wicket/" + Token.CLICK.in(page)));
            assertThat(page.body()).contains("Clicks: <b>" + i + "</b>");
            page = visitor.follow(visitor.postForm("/wicket/" + Token.FORM.in(page), "item=item" + i));
            items.append("<li>item").append(i).append("</li>");
            assertThat(page.body()).contains("<ul>" + items + "</ul>");
        }
        page = visitor.follow(visitor.postForm("/wicket/" + Token.FORM.in(page), "item="));
        assertThat(page.body()).contains("&#039;item&#039; is required").contains("<ul>" + items + "</ul>");
    }
}
