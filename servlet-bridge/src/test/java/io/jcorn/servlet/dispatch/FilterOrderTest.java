package io.jcorn.servlet.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.testing.TestApp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servlet 6.1 §6.2.4 and §6.2.5. */
class FilterOrderTest {
    @TempDir
    private Path root;

    private static Filter writing(String name) {
        return (request, response, chain) -> {
            response.getWriter().write(name);
            chain.doFilter(request, response);
            response.getWriter().write("-" + name);
        };
    }

    private TestApp app() {
        return new TestApp("", root)
                .servlet("s", "/s/*", (q, r) -> r.getWriter().write("[" + q.getDispatcherType() + "]"));
    }

    @Test
    void aFileBehindWhatAFilterWroteIsWhole() throws Exception {
        try (TestApp app = app().file("/page.html", "the page")
                .filter("bytes", "/page.html", (q, r, chain) -> {
                    if (q.getParameter("text") == null) {
                        r.getOutputStream().print("bytes and ");
                    } else {
                        r.getWriter().print("text and ");
                    }
                    chain.doFilter(q, r);
                })
                .start()) {
            assertThat(app.client().get("/page.html").body()).isEqualTo("bytes and the page");
            assertThat(app.client().get("/page.html?text").body()).isEqualTo("text and the page");
        }
    }

    @Test
    void filtersByPatternComeBeforeFiltersByName() throws Exception {
        try (TestApp app = app().configure(
                        context -> context.addFilter("n", writing("n")).addMappingForServletNames(null, true, "s"))
                .filter("a", "/*", writing("a"))
                .filter("b", "/s/*", writing("b"))
                .filter("other", "/t/*", writing("other"))
                .start()) {
            assertThat(app.client().get("/s/x").body()).isEqualTo("abn[REQUEST]-n-b-a");
        }
    }

    @Test
    void filtersThatMatchBeforeDeclaredOnesComeFirst() throws Exception {
        try (TestApp app = app().filter("a", "/*", writing("a"))
                .configure(context -> context.addFilter("f", writing("f"))
                        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*"))
                .start()) {
            assertThat(app.client().get("/s/x").body()).isEqualTo("fa[REQUEST]-a-f");
        }
    }

    @Test
    void aFilterRunsOnceHoweverOftenItIsMapped() throws Exception {
        try (TestApp app = app().configure(context -> {
                    var added = context.addFilter("a", writing("a"));
                    added.addMappingForUrlPatterns(null, true, "/*", "/s/*");
                    added.addMappingForServletNames(null, true, "*");
                })
                .start()) {
            assertThat(app.client().get("/s/x").body()).isEqualTo("a[REQUEST]-a");
        }
    }

    @Test
    void patternsAcrossAMappingSelectByPath() throws Exception {
        try (TestApp app = app().filter("x", "*.x", writing("x"))
                .filter("deep", "/s/deep/*", writing("d"))
                .start()) {
            assertThat(app.client().get("/s/a").body()).isEqualTo("[REQUEST]");
            assertThat(app.client().get("/s/a.x").body()).isEqualTo("x[REQUEST]-x");
            assertThat(app.client().get("/s/deep/a.x").body()).isEqualTo("xd[REQUEST]-d-x");
            assertThat(app.client().get("/s/deep").body()).isEqualTo("d[REQUEST]-d");
            assertThat(app.client().get("/s/b.x").body()).isEqualTo("x[REQUEST]-x");
        }
    }

    @Test
    void filtersRunOnlyForTheirKindsOfDispatch() throws Exception {
        try (TestApp app = app().servlet(
                        "f", "/f", (q, r) -> q.getRequestDispatcher("/s/x").forward(q, r))
                .servlet("i", "/i", (q, r) -> q.getRequestDispatcher("/s/x").include(q, r))
                .filter("q", "/*", writing("q"), DispatcherType.REQUEST)
                .filter("w", "/*", writing("w"), DispatcherType.FORWARD)
                .filter("c", "/*", writing("c"), DispatcherType.INCLUDE)
                .start()) {
            assertThat(app.client().get("/s/x").body()).isEqualTo("q[REQUEST]-q");
            assertThat(app.client().get("/f").body()).isEqualTo("w[FORWARD]-w");
            assertThat(app.client().get("/i").body()).isEqualTo("qc[INCLUDE]-c-q");
        }
    }

    @Test
    void aFilterThatGoesOnTwiceReachesTheServletTwice() throws Exception {
        Filter twice = (request, response, chain) -> {
            chain.doFilter(request, response);
            chain.doFilter(request, response);
        };
        try (TestApp app =
                app().filter("2", "/*", twice).filter("a", "/*", writing("a")).start()) {
            assertThat(app.client().get("/s/x").body()).isEqualTo("a[REQUEST]-aa[REQUEST]-a");
        }
    }

    @Test
    void aFilterWithoutAsyncSupportTakesItFromTheServlet() throws Exception {
        try (TestApp app = new TestApp("", root)
                .servlet("s", "/s", (q, r) -> r.getWriter().write("" + q.isAsyncSupported()))
                .servlet("t", "/t", (q, r) -> r.getWriter().write("" + q.isAsyncSupported()))
                .configure(context -> context.addFilter("a", (Filter) (q, r, chain) -> chain.doFilter(q, r))
                        .addMappingForUrlPatterns(null, true, "/s"))
                .start()) {
            assertThat(app.client().get("/s").body()).isEqualTo("false");
            assertThat(app.client().get("/t").body()).isEqualTo("true");
        }
    }
}
