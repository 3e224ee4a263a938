package io.jcorn.servlet.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.descriptor.LoginConfig;
import io.jcorn.servlet.descriptor.ServletDef;
import io.jcorn.servlet.testing.Answer;
import io.jcorn.servlet.testing.LogCapture;
import io.jcorn.servlet.testing.TestApp;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servlet 6.1 §13.3, §13.10. */
class ProgrammaticSecurityTest {
    private static final LoginConfig BASIC = new LoginConfig("BASIC", null, null, null);
    private static final LoginConfig FORM = new LoginConfig("FORM", null, "/login", "/failed");

    private final LogCapture log = new LogCapture("jcorn.security");

    @TempDir
    private Path root;

    private TestApp app;

    @AfterEach
    void stop() {
        log.close();
        if (app != null) app.close();
    }

    private Browser serving(LoginConfig login, TestApp.Code code) throws Exception {
        app = Secured.app(root, login)
                .servlet("code", "/code", code)
                .servlet("login", "/login", (q, r) -> r.getWriter().write("<form>"))
                .start();
        return new Browser(app.client());
    }

    private static void logIn(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getParameter("user") != null) {
            request.login(request.getParameter("user"), request.getParameter("password"));
        }
        Secured.echo(request, response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BASIC", "FORM"})
    void logsInAndKeepsTheUserInTheSession(String method) throws Exception {
        Browser browser = serving(method.equals("FORM") ? FORM : BASIC, (q, r) -> {
            q.getSession();
            logIn(q, r);
        });
        browser.get("/shop/code");
        String before = browser.cookie();

        assertThat(browser.get("/shop/code?user=alice&password=wonder").body())
                .startsWith("GET /code by alice " + method + " admin=true");
        assertThat(browser.cookie()).isNotEqualTo(before);
        assertThat(browser.get("/shop/staff/x").body()).contains("by alice " + method);
    }

    @Test
    void makesASessionForFormOnly() throws Exception {
        assertThat(serving(FORM, ProgrammaticSecurityTest::logIn)
                        .get("/shop/code?user=alice&password=wonder")
                        .field("Set-Cookie"))
                .isNotNull();
        app.close();
        assertThat(serving(BASIC, ProgrammaticSecurityTest::logIn)
                        .get("/shop/code?user=alice&password=wonder")
                        .field("Set-Cookie"))
                .isNull();
    }

    @Test
    void logsInWithoutALoginConfig() throws Exception {
        Browser browser = serving(null, ProgrammaticSecurityTest::logIn);

        assertThat(browser.get("/shop/code?user=alice&password=wonder").body()).contains("by alice LOGIN");
        assertThat(browser.get("/shop/staff/x").status()).isEqualTo(403);
    }

    @Test
    void throwsOnWrongPasswordsAndSecondLogins() throws Exception {
        Browser browser = serving(BASIC, (q, r) -> {
            assertThatThrownBy(() -> q.login("alice", "wrong")).isInstanceOf(ServletException.class);
            assertThatThrownBy(() -> q.login("alice", null)).isInstanceOf(ServletException.class);
            assertThat(q.getUserPrincipal()).isNull();
            q.login("bob", "builder");
            assertThatThrownBy(() -> q.login("alice", "wonder")).isInstanceOf(ServletException.class);
            q.logout();
            q.login("alice", "wonder");
            r.getWriter().write(q.getUserPrincipal().toString());
        });

        assertThat(browser.get("/shop/code").body()).isEqualTo("alice");
    }

    @Test
    void hasNoLoginWhereNothingIsSaidOfSecurity() throws Exception {
        app = new TestApp("/shop", root)
                .servlet("code", "/code", (q, r) -> {
                    assertThat(q.getRemoteUser()).isNull();
                    assertThat(q.isUserInRole("**")).isFalse();
                    q.logout();
                    assertThatThrownBy(() -> q.login("a", "b")).isInstanceOf(ServletException.class);
                    assertThatThrownBy(() -> q.authenticate(r)).isInstanceOf(ServletException.class);
                    r.getWriter().write("ok");
                })
                .start();

        assertThat(app.client().get("/shop/code").body()).isEqualTo("ok");
    }

    @Test
    void asksForABasicLogin() throws Exception {
        Browser browser = serving(BASIC, (q, r) -> {
            if (q.authenticate(r)) Secured.echo(q, r);
        });

        Answer asked = browser.get("/shop/code");
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.field("WWW-Authenticate")).contains("realm=\"Authentication required\"");
        assertThat(browser.get("/shop/code", BasicMechanismTest.basic("bob:builder"))
                        .body())
                .contains("by bob BASIC");
    }

    @Test
    void asksForAFormLoginAndComesBack() throws Exception {
        Browser browser = serving(FORM, (q, r) -> {
            if (q.authenticate(r)) Secured.echo(q, r);
        });

        assertThat(browser.get("/shop/code?p=1").body()).isEqualTo("<form>");
        assertThat(browser.follow(browser.logIn("bob", "builder")).body())
                .isEqualTo("GET /code by bob FORM admin=false p=1");
    }

    @Test
    void keepsTheCallerOnOtherThreadsAndInAsyncDispatches() throws Exception {
        Browser browser = serving(BASIC, (q, r) -> {
            if (q.getDispatcherType() == jakarta.servlet.DispatcherType.ASYNC) {
                Secured.echo(q, r);
                return;
            }
            var async = q.startAsync();
            async.start(() -> {
                q.setAttribute("seen", q.getRemoteUser());
                async.dispatch();
            });
        });

        assertThat(browser.get("/shop/code", BasicMechanismTest.basic("bob:builder"))
                        .body())
                .contains("by bob BASIC");
    }

    @Test
    void protectsNeitherForwardsNorIncludes() throws Exception {
        Browser browser =
                serving(BASIC, (q, r) -> q.getRequestDispatcher("/never").forward(q, r));

        assertThat(browser.get("/shop/code").body()).contains("/never by null");
    }

    public static final class RoleServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            for (String role : request.getParameterValues("role"))
                response.getWriter().write(role + "=" + request.isUserInRole(role) + " ");
        }
    }

    @Test
    void knowsRolesByTheNamesOfTheServlet() throws Exception {
        Map<String, String> refs = Map.of("BOSS", "admin", "staff", "admin", "ALL", "**", "STAR", "*");
        app = Secured.app(root, BASIC)
                .declare(new ServletDef(
                        "roles", RoleServlet.class.getName(), null, Map.of(), null, false, true, null, null, refs))
                .configure(c -> c.getServletRegistration("roles").addMapping("/roles"))
                .start();
        Browser browser = new Browser(app.client());
        String query = "/shop/roles?role=BOSS&role=staff&role=admin&role=ALL&role=STAR&role=*&role=**&role=none";

        assertThat(browser.get(query, BasicMechanismTest.basic("bob:builder")).body())
                .isEqualTo("BOSS=false staff=false admin=false ALL=true STAR=false *=false **=true none=false ");
        assertThat(browser.get(query, BasicMechanismTest.basic("alice:wonder")).body())
                .isEqualTo("BOSS=true staff=true admin=true ALL=true STAR=false *=false **=true none=false ");
        assertThat(browser.get(query).body()).doesNotContain("true");
    }
}
