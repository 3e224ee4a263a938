package io.jcorn.servlet.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import io.jcorn.servlet.testing.Answer;
import io.jcorn.servlet.testing.LogCapture;
import io.jcorn.servlet.testing.TestApp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servlet 6.1 §10.9. */
class FailuresTest {
    @TempDir
    private Path root;

    private final LogCapture log = new LogCapture("jcorn.servlet");

    @AfterEach
    void printAgain() {
        log.close();
    }

    private TestApp app() {
        return new TestApp("", root)
                .servlet("throw", "/throw", (q, r) -> {
                    r.setHeader("X-Kept", "yes");
                    r.getWriter().write("lost");
                    throw new ServletException("secret", new IllegalStateException("more secret"));
                })
                .servlet("send", "/send", (q, r) -> {
                    r.getWriter().write("lost");
                    r.sendError(Integer.parseInt(q.getParameter("status")), q.getParameter("message"));
                    r.getWriter().write("dropped");
                })
                .servlet("page", "/page", (q, r) -> {
                    r.getWriter().write(q.getDispatcherType() + " " + q.getMethod());
                    for (String name : new String[] {
                        "status_code",
                        "message",
                        "exception_type",
                        "method",
                        "request_uri",
                        "query_string",
                        "servlet_name"
                    }) {
                        r.getWriter().write(" " + q.getAttribute("jakarta.servlet.error." + name));
                    }
                });
    }

    @Test
    void anExceptionIsAnsweredByAPageThatTellsNothingOfIt() throws Exception {
        try (TestApp app = app().start()) {
            Answer answer = app.client().get("/throw");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.field("Content-Type")).startsWith("text/html");
            assertThat(answer.field("X-Kept")).isEqualTo("yes");
            assertThat(answer.body())
                    .contains("500")
                    .doesNotContain("secret")
                    .doesNotContain("Exception")
                    .doesNotContain("lost");
        }
    }

    @Test
    void anExceptionIsLoggedOnceWithServletAndUri() throws Exception {
        try (TestApp app = app().start()) {
            app.client().get("/throw");
            assertThat(log.records()).singleElement().satisfies(record -> {
                assertThat(record.getMessage()).isEqualTo("GET /throw failed in servlet throw");
                assertThat(record.getThrown()).isInstanceOf(ServletException.class);
            });
        }
    }

    @Test
    void aFaultOfTheClientsIsAnsweredByItsStatusAndNotLogged() throws Exception {
        try (TestApp app = app().servlet("large", "/large", (q, r) -> {
                    throw new ServletException(new HttpException(HttpError.BODY_TOO_LARGE));
                })
                .servlet("form", "/form", (q, r) -> r.getWriter().write("" + q.getParameter("a")))
                .start()) {
            assertThat(app.client().get("/large").status()).isEqualTo(413);
            assertThat(app.client().get("/form?a=%zz").status()).isEqualTo(400);
            String type = "Content-Type: application/x-www-form-urlencoded";
            assertThat(app.client().post("/form", "a&".repeat(10_001), type).status())
                    .isEqualTo(413);
            assertThat(log.records()).isEmpty();
        }
    }

    @Test
    void whoAsksForJsonGetsAProblem() throws Exception {
        try (TestApp app = app().start()) {
            Answer answer = app.client().get("/send?status=409&message=taken", "Accept: application/json");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).contains("\"status\":409").contains("\"detail\":\"taken\"");
        }
    }

    @Test
    void aPageOfTheApplicationsIsToldOfAnException() throws Exception {
        try (TestApp app = app().errorPage(null, "java.lang.IllegalStateException", "/page")
                .start()) {
            Answer answer = app.client().post("/throw?a=b", "x");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body())
                    .isEqualTo("ERROR GET 500 more secret class java.lang.IllegalStateException POST /throw a=b throw");
        }
    }

    @Test
    void aPageOfTheApplicationsIsToldOfAStatus() throws Exception {
        try (TestApp app = app().errorPage(418, null, "/page").start()) {
            Answer answer = app.client().get("/send?status=418&message=teapot");
            assertThat(answer.status()).isEqualTo(418);
            assertThat(answer.body()).isEqualTo("ERROR GET 418 teapot null GET /send status=418&message=teapot send");
        }
    }

    @Test
    void whatIsNotThereIsAnsweredByThePageForIt() throws Exception {
        try (TestApp app = app().errorPage(404, null, "/page").start()) {
            assertThat(app.client().get("/none").body()).startsWith("ERROR GET 404");
            assertThat(app.client().get("/WEB-INF/web.xml").status()).isEqualTo(404);
        }
    }

    @Test
    void anErrorPageMayBeAFile() throws Exception {
        try (TestApp app = app().file("/gone.html", "<p>gone</p>")
                .errorPage(410, null, "/gone.html")
                .start()) {
            Answer answer = app.client().get("/send?status=410");
            assertThat(answer.status()).isEqualTo(410);
            assertThat(answer.body()).isEqualTo("<p>gone</p>");
        }
    }

    @Test
    void anErrorPageThatFailsIsAnsweredByAPlainOne() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (TestApp app = app().servlet("bad", "/bad", (q, r) -> {
                    calls.incrementAndGet();
                    throw new IllegalArgumentException("page");
                })
                .servlet("sends", "/sends", (q, r) -> r.sendError(503))
                .errorPage(500, null, "/bad")
                .errorPage(503, null, "/sends")
                .start()) {
            assertThat(app.client().get("/throw").status()).isEqualTo(500);
            assertThat(calls).hasValue(1);
            Answer answer = app.client().get("/send?status=503");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("503");
        }
    }

    @Test
    void filtersForErrorsRunBeforeThePage() throws Exception {
        try (TestApp app = app().errorPage(500, null, "/page")
                .filter(
                        "f",
                        "/page",
                        (q, r, chain) -> {
                            r.getWriter().write("filtered ");
                            chain.doFilter(q, r);
                        },
                        DispatcherType.ERROR)
                .start()) {
            assertThat(app.client().get("/throw").body()).startsWith("filtered ERROR");
        }
    }

    @Test
    void anExceptionBehindACommittedResponseBreaksTheConnectionOff() throws Exception {
        try (TestApp app = app().servlet("half", "/half", (q, r) -> {
                    r.getWriter().write("half");
                    r.flushBuffer();
                    throw new ServletException("broken");
                })
                .start()) {
            Answer answer = app.client().get("/half");
            assertThat(answer.body()).isEqualTo("half");
            assertThat(answer.aborted()).isTrue();
        }
    }

    @Test
    void anExceptionBehindSendErrorWins() throws Exception {
        try (TestApp app = app().servlet("both", "/both", (q, r) -> {
                    r.sendError(404);
                    throw new ServletException("after");
                })
                .start()) {
            assertThat(app.client().get("/both").status()).isEqualTo(500);
        }
    }

    @Test
    void aServletThatRestsAnswers503AndOneThatIsGone404() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (TestApp app = app().servlet("rest", "/rest", (q, r) -> {
                    calls.incrementAndGet();
                    throw new UnavailableException("busy", 600);
                })
                .servlet("gone", "/gone", (q, r) -> {
                    calls.incrementAndGet();
                    throw new UnavailableException("gone");
                })
                .start()) {
            Answer first = app.client().get("/rest");
            assertThat(first.status()).isEqualTo(503);
            assertThat(first.field("Retry-After")).isEqualTo("600");
            assertThat(app.client().get("/rest").status()).isEqualTo(503);
            assertThat(app.client().get("/gone").status()).isEqualTo(404);
            assertThat(app.client().get("/gone").status()).isEqualTo(404);
            assertThat(calls).hasValue(2);
            assertThat(log.records()).hasSize(2); // what happened, not each request that met it
        }
    }

    @Test
    void forwardingToAServletThatIsGoneLeavesTheForwardingOneInService() throws Exception {
        try (TestApp app = app().servlet("gone", "/gone", (q, r) -> {
                    throw new UnavailableException("gone");
                })
                .servlet("go", "/go", (q, r) -> {
                    if (q.getParameter("here") != null) r.getWriter().write("here");
                    else q.getRequestDispatcher("/gone").forward(q, r);
                })
                .start()) {
            assertThat(app.client().get("/go").status()).isEqualTo(404);
            assertThat(app.client().get("/go?here").body()).isEqualTo("here");
        }
    }

    @Test
    void anAsynchronousRequestThatFailsOrExpiresGetsItsPage() throws Exception {
        try (TestApp app = app().errorPage(500, null, "/page")
                .servlet("expire", "/expire", (q, r) -> q.startAsync().setTimeout(1))
                .servlet("fail", "/fail", (q, r) -> {
                    q.startAsync();
                    throw new IllegalStateException("async");
                })
                .servlet("target", "/target", (q, r) -> q.startAsync().dispatch("/throw"))
                .servlet("sends", "/sends", (q, r) -> {
                    q.startAsync();
                    r.sendError(500, "sent");
                    q.getAsyncContext().complete();
                })
                .start()) {
            assertThat(app.client().get("/expire").body()).startsWith("ERROR GET 500");
            assertThat(app.client().get("/fail").body()).startsWith("ERROR GET 500 async");
            assertThat(app.client().get("/target").body()).startsWith("ERROR GET 500");
            assertThat(app.client().get("/sends").body()).startsWith("ERROR GET 500 sent");
        }
    }
}
