package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What frameworks keep in a session, where each request goes to another worker than the one before. */
class SessionsOfFrameworksIT {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\"");
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta\\.faces\\.ViewState\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern CLICK = Pattern.compile("<a[^>]* href=\"\\./([^\"]+)\"[^>]*>Click</a>");
    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"\\./([^\"]+)\"");

    @TempDir
    static Path webapps;

    private static JcornProcess jcorn;

    private final AlternatingWorkers workers = new AlternatingWorkers(jcorn);
    private final Visitor visitor = new Visitor(workers::exchange);

    @BeforeAll
    static void start() throws IOException {
        Files.copy(Built.PROBE, webapps.resolve("probe.war"));
        Files.copy(Built.SPRING_BOOT, webapps.resolve("spring.war"));
        Files.copy(Built.FACES, webapps.resolve("faces.war"));
        Files.copy(Built.WICKET, webapps.resolve("wicket.war"));
        jcorn = JcornProcess.serving(webapps, "--workers", "2");
        jcorn.awaitWorkers(2);
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
        HttpAnswer form = visitor.follow(visitor.get("/spring/staff/notes"));
        assertThat(form.body()).contains("name=\"password\"");
        String login = "username=alice&password=%s&_csrf=" + token(CSRF, form);
        HttpAnswer refused = visitor.follow(visitor.postForm("/spring/login", login.formatted("wrong")));
        assertThat(refused.body()).contains("Invalid credentials");

        login = "username=alice&password=%s&_csrf=" + token(CSRF, refused);
        HttpAnswer notes = visitor.follow(visitor.postForm("/spring/login", login.formatted("wonder")));
        assertThat(notes.body()).contains("alice: []");
        for (String text : new String[] {"one", "two", "three"}) {
            notes = visitor.follow(
                    visitor.postForm("/spring/staff/notes", "text=" + text + "&_csrf=" + token(CSRF, notes)));
            assertThat(notes.body()).contains("just added: " + text);
        }
        assertThat(visitor.get("/spring/staff/notes").body()).contains("alice: [one, two, three]; just added:  <");
        assertThat(visitor.postForm("/spring/staff/notes", "text=forged&_csrf=x")
                        .status())
                .isEqualTo(403);

        assertThat(visitor.postForm("/spring/logout", "_csrf=" + token(CSRF, notes))
                        .field("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/login?logout"));
        for (int i = 0; i < 2; i++) {
            assertThat(visitor.get("/spring/staff/notes").status()).isEqualTo(302);
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
                            + URLEncoder.encode(token(VIEW_STATE, page), StandardCharsets.UTF_8));
            items.append("<li>item").append(i).append("</li>");
            assertThat(page.body()).contains("<ul>" + items + "</ul>");
        }
    }

    @Test
    void aWicketPageKeepsItsComponents() {
        HttpAnswer page = visitor.follow(visitor.get("/wicket/"));
        StringBuilder items = new StringBuilder();
        for (int i = 1; i < 6; i++) {
            page = visitor.follow(visitor.get("/wicket/" + token(CLICK, page)));
            assertThat(page.body()).contains("Clicks: <b>" + i + "</b>");
            page = visitor.follow(visitor.postForm("/wicket/" + token(FORM, page), "item=item" + i));
            items.append("<li>item").append(i).append("</li>");
            assertThat(page.body()).contains("<ul>" + items + "</ul>");
        }
        page = visitor.follow(visitor.postForm("/wicket/" + token(FORM, page), "item="));
        assertThat(page.body()).contains("&#039;item&#039; is required").contains("<ul>" + items + "</ul>");
    }

    private static String token(Pattern pattern, HttpAnswer page) {
        Matcher found = pattern.matcher(page.body());
        assertThat(found.find()).as(page.toString()).isTrue();
        return found.group(1).replace("&amp;", "&");
    }
}
