package io.jcorn.servlet.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.descriptor.LoginConfig;
import io.jcorn.servlet.testing.Answer;
import io.jcorn.servlet.testing.LogCapture;
import io.jcorn.servlet.testing.TestApp;
import jakarta.servlet.SessionTrackingMode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servlet 6.1 §13.6.3. */
class FormMechanismTest {
    private static final LoginConfig FORM = new LoginConfig("FORM", null, "/login.html", "/failed");

    private final LogCapture log = new LogCapture("jcorn.security");

    @TempDir
    private Path root;

    private TestApp app;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        app = Secured.app(root, FORM, Map.of("login-attempts", "3"))
                .file("/login.html", "<form>")
                .configure(c -> c.getServletRegistration("default").addMapping("/login.html"))
                .servlet(
                        "failed",
                        "/failed",
                        (q, r) -> r.getWriter()
                                .write("failed " + q.getMethod() + " " + q.getParameter("j_username") + " "
                                        + q.getRemoteUser()))
                .servlet(
                        "session",
                        "/session",
                        (q, r) -> r.getWriter().write(q.getSession().getId()))
                .servlet(
                        "body",
                        "/staff/body",
                        (q, r) -> r.getWriter()
                                .write(q.getMethod() + " " + q.getContentType() + " " + q.getHeader("X-Kept") + " "
                                        + q.getHeader("If-None-Match") + " " + q.getHeader("User-Agent") + " "
                                        + q.getReader().readLine()))
                .servlet("out", "/out", (q, r) -> {
                    q.logout();
                    r.getWriter().write("out " + q.getRemoteUser());
                })
                .start();
        browser = new Browser(app.client());
    }

    @AfterEach
    void stop() {
        app.close();
        log.close();
    }

    @Test
    void showsTheLoginPageAndThenWhatWasAskedFor() throws Exception {
        Answer page = browser.get("/shop/staff/x?p=1&q=%20");
        Answer redirect = browser.logIn("alice", "wonder");
        Answer answer = browser.follow(redirect);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).isEqualTo("<form>");
        assertThat(page.field("Cache-Control")).isEqualTo("no-store");
        assertThat(redirect.status()).isEqualTo(303);
        assertThat(redirect.field("Location")).isEqualTo("http://example.org/shop/staff/x?p=1&q=%20");
        assertThat(redirect.field("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo("GET /staff/x by alice FORM admin=true p=1");
        assertThat(answer.field("Cache-Control")).isEqualTo("private");
        assertThat(browser.get("/shop/open").body()).contains("by alice FORM");
    }

    @Test
    void replaysAForm() throws Exception {
        browser.post("/shop/staff/x", "p=kept+%26+well");

        assertThat(browser.follow(browser.logIn("bob", "builder")).body())
                .isEqualTo("POST /staff/x by bob FORM admin=false p=kept & well");
        assertThat(browser.get("/shop/staff/x").body()).startsWith("GET").endsWith("p=null");
    }

    @Test
    void replaysFieldsAndBodyOfAnyMethod() throws Exception {
        browser.send(
                "PUT",
                "/shop/staff/body",
                "{\"a\": 1}",
                "Content-Type: application/json",
                "X-Kept: yes",
                "If-None-Match: \"x\"",
                "User-Agent: test");

        assertThat(browser.follow(browser.logIn("bob", "builder")).body())
                .isEqualTo("PUT application/json yes null test {\"a\": 1}");
    }

    @Test
    void refusesToKeepALargeBody() throws Exception {
        assertThat(browser.post("/shop/staff/x", "p=" + "a".repeat(70_000)).status())
                .isEqualTo(413);
    }

    @Test
    void showsTheErrorPage() throws Exception {
        browser.get("/shop/staff/x");
        Answer failed = browser.logIn("alice", "wrong");

        assertThat(failed.status()).isEqualTo(200);
        assertThat(failed.body()).isEqualTo("failed GET alice null");
        assertThat(failed.field("Cache-Control")).isEqualTo("no-store");
        assertThat(browser.get("/shop/staff/x").body()).isEqualTo("<form>");
        assertThat(browser.follow(browser.logIn("alice", "wonder")).body()).contains("by alice");
    }

    @Test
    void forbidsWhatTheUserMayNotHave() throws Exception {
        browser.get("/shop/admin/x");

        assertThat(browser.follow(browser.logIn("bob", "builder")).status()).isEqualTo(403);
    }

    @Test
    void changesTheIdOfTheSessionAtThePageAndAtTheLogin() throws Exception {
        String first = browser.get("/shop/session").body();
        browser.get("/shop/staff/x");
        String atPage = browser.cookie();
        browser.logIn("alice", "wonder");

        assertThat(atPage).isNotEqualTo("JSESSIONID=" + first);
        assertThat(browser.cookie()).isNotIn(atPage, "JSESSIONID=" + first);
        for (String old : new String[] {"JSESSIONID=" + first, atPage}) {
            Browser other = new Browser(app.client());
            other.cookie(old);
            assertThat(other.get("/shop/staff/x").body()).isEqualTo("<form>");
        }
    }

    /** Where all methods but GET are denied, or all that nobody spoke of, a user has to get in nevertheless. */
    @Test
    void takesALoginWhereAPostIsPrecluded() throws Exception {
        assertThat(browser.post("/shop/never/j_security_check", "j_username=alice&j_password=wonder")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void beginsAtTheFrontPageWithoutAFormerRequest() throws Exception {
        assertThat(browser.logIn("alice", "wonder").field("Location")).isEqualTo("http://example.org/shop/");
        assertThat(browser.get("/shop/staff/x").body()).contains("by alice");
    }

    @Test
    void doesNotComeBackToTheLoginPageNorToItsPictures() throws Exception {
        browser.get("/shop/staff/x");
        browser.get("/shop/staff/logo.png", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image");

        assertThat(browser.logIn("alice", "wonder").field("Location")).endsWith("/shop/staff/x");
    }

    @Test
    void neverRedirectsToAnotherHost() throws Exception {
        try (TestApp rooted = Secured.app(root.resolve("."), FORM).start()) {
            Browser other = new Browser(rooted.client());
            other.get("/shop//staff//evil.example/");

            assertThat(other.logIn("alice", "wonder").field("Location")).startsWith("http://example.org/shop/");
        }
    }

    @Test
    void followsASessionThatIsTrackedByUrl() throws Exception {
        try (TestApp byUrl = Secured.app(root.resolve("."), FORM)
                .configure(c -> c.setSessionTrackingModes(Set.of(SessionTrackingMode.URL)))
                .servlet("login", "/login.html", (q, r) -> r.getWriter().write(r.encodeURL("j_security_check")))
                .start()) {
            Browser other = new Browser(byUrl.client());
            String action = other.get("/shop/staff/x;jsessionid=old?p=1").body();
            Answer redirect = other.post("/shop/" + action, "j_username=alice&j_password=wonder");

            assertThat(redirect.field("Location"))
                    .matches("http://example.org/shop/staff/x;jsessionid=[^;?]{20,}\\?p=1")
                    .doesNotContain(action.substring(action.indexOf('=')));
            assertThat(other.follow(redirect).body()).contains("by alice").endsWith("p=1");
        }
    }

    @Test
    void showsTheLoginPageWhateverTheRequestWas() throws Exception {
        assertThat(browser.send("DELETE", "/shop/staff/x", "").body()).isEqualTo("<form>");
        Answer conditional = browser.get("/shop/staff/x", "If-Modified-Since: Sun, 06 Nov 2094 08:49:37 GMT");
        assertThat(conditional.status()).isEqualTo(200);
        Answer range = browser.get("/shop/staff/x", "Range: bytes=0-1");
        assertThat(range.body()).isEqualTo("<form>");
    }

    @Test
    void takesAPasswordByPostOnly() throws Exception {
        browser.get("/shop/staff/x");
        Answer answer = browser.get("/shop/j_security_check?j_username=alice&j_password=wonder");

        assertThat(answer.status()).isNotEqualTo(303);
        assertThat(browser.get("/shop/staff/x").body()).isEqualTo("<form>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "j_username=alice", "j_password=wonder", "j_username=&j_password="})
    void takesNothingForALogin(String form) throws Exception {
        assertThat(browser.post("/shop/j_security_check", form).body()).startsWith("failed");
    }

    @Test
    void locksOutWhoGuesses() throws Exception {
        for (int i = 0; i < 3; i++) browser.logIn("alice", "guess" + i);

        assertThat(browser.logIn("alice", "wonder").body()).startsWith("failed");
        assertThat(browser.logIn("bob", "builder").status()).isEqualTo(303);
    }

    @Test
    void logsOut() throws Exception {
        browser.get("/shop/staff/x");
        browser.logIn("alice", "wonder");

        assertThat(browser.get("/shop/out").body()).isEqualTo("out null");
        assertThat(browser.get("/shop/staff/x").body()).isEqualTo("<form>");
    }

    @Test
    void letsTheSameSessionLogInAsAnother() throws Exception {
        browser.get("/shop/staff/x");
        browser.logIn("alice", "wonder");
        browser.logIn("bob", "builder");

        assertThat(browser.get("/shop/staff/x").body()).contains("by bob");
    }
}
