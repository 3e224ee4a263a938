package io.jcorn.servlet.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.testing.TestApp;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy that shows the applications of a worker below a path of its own, which it takes away from requests. */
class BehindAPrefixTest {
    private static final String PREFIX = "X-Forwarded-Prefix: /outer";

    @TempDir
    private Path root;

    private static void show(HttpServletRequest q, HttpServletResponse r) throws IOException {
        r.getWriter()
                .write(q.getContextPath() + " " + q.getServletPath() + " " + q.getRequestURL() + " "
                        + q.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) + " "
                        + q.getAttribute(RequestDispatcher.FORWARD_CONTEXT_PATH));
    }

    private TestApp app() throws Exception {
        Files.createDirectories(root.resolve("webapp/folder"));
        return new TestApp("/app", root)
                .servlet("show", "/show", BehindAPrefixTest::show)
                .servlet(
                        "forward",
                        "/forward",
                        (q, r) -> q.getRequestDispatcher("/show").forward(q, r))
                .servlet("async", "/async", (q, r) -> {
                    if (q.getAttribute("again") == null) {
                        q.setAttribute("again", true);
                        q.startAsync().dispatch();
                    } else {
                        show(q, r);
                    }
                })
                .servlet("redirect", "/redirect", (q, r) -> r.sendRedirect("there"))
                .servlet("session", "/session", (q, r) -> q.getSession())
                .start();
    }

    @Test
    void theClientsPathHasIt() throws Exception {
        try (TestApp app = app()) {
            assertThat(app.client().get("/app/show", PREFIX).body())
                    .isEqualTo("/outer/app /show http://example.org/outer/app/show null null");
            assertThat(app.client().get("/app/forward", PREFIX).body())
                    .isEqualTo("/outer/app /show http://example.org/outer/app/show /outer/app/forward /outer/app");
            assertThat(app.client().get("/app/async", PREFIX).body())
                    .isEqualTo("/outer/app /async http://example.org/outer/app/async null null");
        }
    }

    @Test
    void redirectsLeadThere() throws Exception {
        try (TestApp app = app()) {
            assertThat(app.client().get("/app/redirect", PREFIX).field("Location"))
                    .isEqualTo("http://example.org/outer/app/there");
            assertThat(app.client().get("/app/folder", PREFIX).field("Location"))
                    .isEqualTo("http://example.org/outer/app/folder/");
            assertThat(app.client().get("/app?a", PREFIX).field("Location")).isEqualTo("/outer/app/?a");
        }
    }

    @Test
    void theSessionsCookieComesBack() throws Exception {
        try (TestApp app = app()) {
            assertThat(app.client().get("/app/session", PREFIX).field("Set-Cookie"))
                    .contains("; Path=/outer/app;");
            assertThat(app.client().get("/app/session").field("Set-Cookie")).contains("; Path=/app;");
        }
    }

    @Test
    void whatElseTheProxyToldIsAnAttribute() throws Exception {
        String name = "io.jcorn.proxy.tlvs";
        try (TestApp app = new TestApp("", root)
                .servlet("tlvs", "/", (q, r) -> {
                    boolean named = Collections.list(q.getAttributeNames()).contains(name);
                    r.getWriter()
                            .print(named + " "
                                    + (q.getAttribute(name) instanceof Map<?, ?> tlvs ? tlvs.keySet() : null));
                })
                .start()) {
            assertThat(app.client().get("/", PREFIX).body()).isEqualTo("true [234]");
            assertThat(app.client().get("/").body()).isEqualTo("false null");
        }
    }
}
