package io.jcorn.servlet.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.descriptor.LoginConfig;
import io.jcorn.servlet.testing.Answer;
import io.jcorn.servlet.testing.Client;
import io.jcorn.servlet.testing.LogCapture;
import io.jcorn.servlet.testing.TestApp;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7617, and what holds for each mechanism: Servlet 6.1 §13.8.3. */
class BasicMechanismTest {
    private static final LoginConfig BASIC = new LoginConfig("BASIC", "The \"Shop\"", null, null);

    private final LogCapture log = new LogCapture("jcorn.security");

    @TempDir
    private Path root;

    private TestApp app;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        app = Secured.app(root, BASIC, Map.of("login-attempts", "3", "secure-port", "8443"))
                .start();
        client = app.client();
    }

    @AfterEach
    void stop() {
        app.close();
        log.close();
    }

    static String basic(String userPass, Charset charset) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(userPass.getBytes(charset));
    }

    static String basic(String userPass) {
        return basic(userPass, StandardCharsets.UTF_8);
    }

    @Test
    void asksWhoItIs() throws Exception {
        Answer answer = client.get("/shop/staff/x");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.field("WWW-Authenticate")).isEqualTo("Basic realm=\"The \\\"Shop\\\"\", charset=\"UTF-8\"");
        assertThat(answer.body()).doesNotContain("by");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    /staff/x,       alice:wonder,   200
                    /staff,         bob:builder,    200
                    /staff/x,       zo\u00eb:gr\u00fcn,  200
                    /admin/x,       alice:wonder,   200
                    /admin/x,       bob:builder,    403
                    /any,           bob:builder,    200
                    /never,         alice:wonder,   403
                    /staff/x,       alice:wrong,    401
                    /staff/x,       nobody:wonder,  401
                    /staff/x,       alice,          401
                    /staff/x,       :,              401
                    """)
    void letsInWhoMay(String path, String userPass, int status) throws Exception {
        assertThat(client.get("/shop" + path, basic(userPass)).status()).isEqualTo(status);
    }

    @Test
    void tellsTheApplicationWhoItIs() throws Exception {
        Answer answer = client.get("/shop/staff/x", basic("alice:wonder"));

        assertThat(answer.body()).isEqualTo("GET /staff/x by alice BASIC admin=true p=null");
        assertThat(answer.field("Cache-Control")).isEqualTo("private");
    }

    @Test
    void understandsClientsThatSendLatin1() throws Exception {
        assertThat(client.get("/shop/staff/x", basic("zo\u00eb:gr\u00fcn", StandardCharsets.ISO_8859_1))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic YWxpY2U6d29uZGVy=x", "Bearer YWxpY2U6d29uZGVy", "Basic  "})
    void takesNoMalformedCredentials(String field) throws Exception {
        assertThat(client.get("/shop/staff/x", "Authorization: " + field).status())
                .isEqualTo(401);
    }

    @Test
    void leavesTheRestOfTheApplicationOpen() throws Exception {
        assertThat(client.get("/shop/open").body()).contains("by null null");
    }

    @Test
    void knowsWhoAsksForAnOpenResource() throws Exception {
        assertThat(client.get("/shop/open", basic("bob:builder")).body()).contains("by bob BASIC");
        assertThat(client.get("/shop/open", basic("bob:wrong")).body()).contains("by null null");
    }

    /** Other spellings of a protected path: canonicalized before they are matched. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shop/%73taff/x",
                "/shop/staff;a=b/x",
                "/shop/./staff/x",
                "/shop/open/../staff/x",
                "/shop//staff/x",
                "/shop/staff/",
                "/shop/staff/%2e%2e/staff/x",
                "/shop/open/..;/staff/x"
            })
    void cannotBeCircumventedByAnotherSpelling(String target) throws Exception {
        assertThat(client.get(target).status()).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "DELETE", "PROPFIND", "TRACE"})
    void protectsEachMethod(String method) throws Exception {
        assertThat(client.send(method, "/shop/staff/x", "").status()).isEqualTo(401);
    }

    @Test
    void sendsUnprotectedRequestsToTheSecurePort() throws Exception {
        Answer answer = client.get("/shop/safe/x?a=b", basic("alice:wonder"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.field("Location")).isEqualTo("https://example.org:8443/shop/safe/x?a=b");
        assertThat(client.post("/shop/safe/x", "p=1").status()).isEqualTo(307);
    }

    @Test
    void locksOutWhoGuesses() throws Exception {
        for (int i = 0; i < 3; i++) client.get("/shop/staff/x", basic("alice:guess" + i));

        assertThat(client.get("/shop/staff/x", basic("alice:wonder")).status()).isEqualTo(401);
        assertThat(client.get("/shop/staff/x", basic("bob:builder")).status()).isEqualTo(200);
        assertThat(log.records())
                .extracting(r -> java.text.MessageFormat.format(r.getMessage(), r.getParameters()))
                .contains("Too many failed logins: user alice at 127.0.0.1 is locked out for 300 s");
    }

    @Test
    void givesASessionAnotherIdWhenItsUserIsKnown() throws Exception {
        try (TestApp other = Secured.app(root.resolve("."), BASIC)
                .servlet(
                        "s",
                        "/session",
                        (q, r) -> r.getWriter().write(q.getSession().getId()))
                .servlet(
                        "s2",
                        "/staff/session",
                        (q, r) -> r.getWriter().write(q.getSession(false).getId()))
                .start()) {
            String foisted = other.client().get("/shop/session").body();
            Answer known =
                    other.client().get("/shop/staff/session", "Cookie: JSESSIONID=" + foisted, basic("bob:builder"));

            assertThat(known.body()).isNotEqualTo(foisted);
            assertThat(known.field("Set-Cookie")).contains(known.body());
            Answer again = other.client()
                    .get("/shop/staff/session", "Cookie: JSESSIONID=" + known.body(), basic("bob:builder"));
            assertThat(again.body()).isEqualTo(known.body());
            assertThat(again.field("Set-Cookie")).isNull();
        }
    }
}
