package io.jcorn.servlet.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.testing.Answer;
import io.jcorn.servlet.testing.TestApp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servlet 6.1 §9. */
class BridgeDispatcherTest {
    @TempDir
    private Path root;

    private static void path(HttpServletRequest q, HttpServletResponse r) throws IOException {
        r.getWriter()
                .write(String.join(
                        " ",
                        q.getDispatcherType().name(),
                        q.getRequestURI(),
                        q.getContextPath(),
                        q.getServletPath(),
                        "" + q.getPathInfo(),
                        "" + q.getQueryString(),
                        q.getHttpServletMapping().getPattern()));
    }

    private static void attributes(HttpServletRequest q, HttpServletResponse r, String kind) throws IOException {
        for (String name : List.of("request_uri", "context_path", "servlet_path", "path_info", "query_string")) {
            r.getWriter().write(" " + q.getAttribute("jakarta.servlet." + kind + "." + name));
        }
    }

    private TestApp app() {
        return new TestApp("/app", root)
                .servlet("path", "/path/*", BridgeDispatcherTest::path)
                .servlet("forwarded", "/forwarded/*", (q, r) -> attributes(q, r, "forward"))
                .servlet("included", "/included/*", (q, r) -> attributes(q, r, "include"))
                .servlet(
                        "parameters",
                        "/parameters",
                        (q, r) -> r.getWriter().write(String.join(",", q.getParameterValues("p"))))
                .servlet("go", "/go/*", (q, r) -> {
                    r.getWriter().write("lost");
                    q.getRequestDispatcher(q.getParameter("to")).forward(q, r);
                    r.getWriter().write("dropped");
                })
                .servlet("with", "/with/*", (q, r) -> {
                    r.getWriter().write("<");
                    q.getRequestDispatcher(q.getParameter("to")).include(q, r);
                    r.getWriter().write(">");
                });
    }

    @Test
    void aForwardShowsItsTargetsPath() throws Exception {
        try (TestApp app = app().start()) {
            assertThat(app.client().get("/app/go/x?to=/path/info").body())
                    .isEqualTo("FORWARD /app/path/info /app /path /info to=/path/info /path/*");
            assertThat(app.client().get("/app/go/x?to=/path/info%3Fa=b").body())
                    .isEqualTo("FORWARD /app/path/info /app /path /info a=b /path/*");
        }
    }

    @Test
    void aForwardRemembersTheFirstPath() throws Exception {
        try (TestApp app = app().start()) {
            assertThat(app.client().get("/app/go/x?to=/forwarded").body())
                    .isEqualTo(" /app/go/x /app /go /x to=/forwarded");
            assertThat(app.client().get("/app/go/x?to=/go/y%3Fto=/forwarded").body())
                    .isEqualTo(" /app/go/x /app /go /x to=/go/y%3Fto=/forwarded");
        }
    }

    @Test
    void anIncludeKeepsThePathAndTellsItsOwn() throws Exception {
        try (TestApp app = app().start()) {
            assertThat(app.client().get("/app/with/x?to=/path/info").body())
                    .isEqualTo("<INCLUDE /app/with/x /app /with /x to=/path/info /with/*>");
            assertThat(app.client().get("/app/with/x?to=/included/i%3Fa=b").body())
                    .isEqualTo("< /app/included/i /app /included /i a=b>");
            assertThat(app.client().get("/app/with/x?to=/included").body())
                    .isEqualTo("< /app/included /app /included null null>");
        }
    }

    @Test
    void aForwardWithinAnIncludeForgetsTheInclude() throws Exception {
        try (TestApp app = app().servlet(
                        "fi",
                        "/fi",
                        (q, r) -> q.getRequestDispatcher("/included").forward(q, r))
                .start()) {
            assertThat(app.client().get("/app/with/x?to=/fi").body()).endsWith(" null null null null null");
        }
    }

    @Test
    void aDispatchersParametersComeFirst() throws Exception {
        try (TestApp app = app().start()) {
            assertThat(app.client().get("/app/go/?p=1&to=/parameters%3Fp=2").body())
                    .isEqualTo("2,1");
            assertThat(app.client()
                            .get("/app/go/?p=1&to=/go/%3Fp=2%26to=/parameters%253Fp=3")
                            .body())
                    .isEqualTo("3,2,1");
        }
    }

    @Test
    void aNamedDispatcherChangesNothingButTheServlet() throws Exception {
        try (TestApp app = app().servlet(
                        "n",
                        "/n",
                        (q, r) ->
                                q.getServletContext().getNamedDispatcher("path").forward(q, r))
                .servlet(
                        "m",
                        "/m",
                        (q, r) -> q.getServletContext()
                                .getNamedDispatcher("forwarded")
                                .forward(q, r))
                .start()) {
            assertThat(app.client().get("/app/n?q").body()).isEqualTo("FORWARD /app/n /app /n null q /n");
            assertThat(app.client().get("/app/m").body()).isEqualTo(" null null null null null");
        }
    }

    @Test
    void anIncludedServletCannotChangeTheHead() throws Exception {
        try (TestApp app = app().servlet("head", "/head", (q, r) -> {
                    r.setStatus(201);
                    r.setHeader("X-Head", "1");
                    r.sendError(500);
                    r.getWriter().write("body");
                })
                .start()) {
            Answer answer = app.client().get("/app/with/?to=/head");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("X-Head")).isNull();
            assertThat(answer.body()).isEqualTo("<body>");
        }
    }

    @Test
    void wrappersGoAlong() throws Exception {
        try (TestApp app = app().servlet("wrap", "/wrap", (q, r) -> {
                    StringWriter text = new StringWriter();
                    var request = new HttpServletRequestWrapper(q) {
                        @Override
                        public String getQueryString() {
                            return "wrapped";
                        }
                    };
                    var response = new HttpServletResponseWrapper(r) {
                        private final PrintWriter writer = new PrintWriter(text);

                        @Override
                        public PrintWriter getWriter() {
                            return writer;
                        }
                    };
                    q.getRequestDispatcher("/path").forward(request, response);
                    r.getWriter().write("caught: " + text);
                })
                .start()) {
            assertThat(app.client().get("/app/wrap").body())
                    .isEqualTo("caught: FORWARD /app/path /app /path null wrapped /path/*");
        }
    }

    @Test
    void aForwardBehindACommittedResponseIsAnError() throws Exception {
        try (TestApp app = app().servlet("late", "/late", (q, r) -> {
                    r.flushBuffer();
                    RequestDispatcher dispatcher = q.getRequestDispatcher("/path");
                    assertThatThrownBy(() -> dispatcher.forward(q, r)).isInstanceOf(IllegalStateException.class);
                    r.getWriter().write("ok");
                })
                .start()) {
            assertThat(app.client().get("/app/late").body()).isEqualTo("ok");
        }
    }

    @Test
    void dispatchersToNowhereAreNull() throws Exception {
        try (TestApp app = app().servlet(
                        "null",
                        "/null",
                        (q, r) -> r.getWriter()
                                .write(q.getServletContext().getRequestDispatcher("x")
                                        + " " + q.getRequestDispatcher("/../x")
                                        + " " + q.getServletContext().getNamedDispatcher("x")))
                .start()) {
            assertThat(app.client().get("/app/null").body()).isEqualTo("null null null");
        }
    }

    @Test
    void anAsyncDispatchShowsItsTargetAndRemembersTheFirstPath() throws Exception {
        try (TestApp app = app().servlet(
                        "later", "/later", (q, r) -> q.startAsync().dispatch(q.getParameter("to")))
                .servlet("async", "/async", (q, r) -> attributes(q, r, "async"))
                .servlet("again", "/again", (q, r) -> {
                    if (q.getAttribute("seen") == null) {
                        q.setAttribute("seen", true);
                        q.startAsync().dispatch();
                    } else {
                        path(q, r);
                    }
                })
                .start()) {
            assertThat(app.client().get("/app/later?to=/path/i").body())
                    .isEqualTo("ASYNC /app/path/i /app /path /i to=/path/i /path/*");
            assertThat(app.client().get("/app/later?to=/async").body())
                    .isEqualTo(" /app/later /app /later null to=/async");
            assertThat(app.client().get("/app/again").body())
                    .isEqualTo("ASYNC /app/again /app /again null null /again");
        }
    }

    @Test
    void aRequestGivenToStartAsyncInAForwardIsDispatchedFromThere() throws Exception {
        try (TestApp app = app().servlet("late", "/late", (q, r) -> {
                    if (q.getDispatcherType() == DispatcherType.FORWARD) {
                        q.startAsync(q, r).dispatch();
                    } else {
                        path(q, r);
                        r.getWriter().write(" " + q.getParameter("p"));
                        attributes(q, r, "async");
                        attributes(q, r, "forward");
                    }
                })
                .servlet(
                        "to",
                        "/to/*",
                        (q, r) -> q.getRequestDispatcher("/late?p=1").forward(q, r))
                .start()) {
            assertThat(app.client().get("/app/to/it?p=2").body())
                    .isEqualTo("ASYNC /app/late /app /late null p=1 /late 1"
                            + " /app/to/it /app /to /it p=2 null null null null null");
        }
    }
}
