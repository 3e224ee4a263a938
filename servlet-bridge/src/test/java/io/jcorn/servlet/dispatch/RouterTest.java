package io.jcorn.servlet.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.testing.Answer;
import io.jcorn.servlet.testing.Client;
import io.jcorn.servlet.testing.TestApp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterTest {
    @TempDir
    private Path root;

    @TempDir
    private Path other;

    private static void uri(HttpServletRequest q, HttpServletResponse r) throws IOException {
        r.getWriter()
                .write(q.getContextPath() + "|" + q.getServletPath() + "|" + q.getPathInfo() + "|" + q.getRequestURI());
    }

    @Test
    void theLongestContextPathWins() throws Exception {
        try (TestApp rootApp = new TestApp("", root)
                        .servlet("s", "/*", RouterTest::uri)
                        .start();
                TestApp shop = new TestApp("/shop", other)
                        .servlet("s", "/*", RouterTest::uri)
                        .servlet("exact", "/exact", RouterTest::uri)
                        .start()) {
            Router router = new Router(
                    List.of(
                            rootApp.application().dispatcher(),
                            shop.application().dispatcher()),
                    TestApp.STRICT_PATHS);
            Client client = new Client(router::route);
            assertThat(client.get("/shop/a").body()).isEqualTo("/shop||/a|/shop/a");
            assertThat(client.get("/shop/exact").body()).isEqualTo("/shop|/exact|null|/shop/exact");
            assertThat(client.get("/shopping").body()).isEqualTo("||/shopping|/shopping");
            assertThat(client.get("/x/../shop/a").body()).isEqualTo("/shop||/a|/x/../shop/a");
        }
    }

    @Test
    void aContextsRootIsRedirectedToItsSlash() throws Exception {
        try (TestApp app = new TestApp("/shop", root).start()) {
            Answer answer = app.client().get("/shop?a=b");
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.field("Location")).isEqualTo("/shop/?a=b");
        }
    }

    @Test
    void pathsOutsideOfAllContextsAre404() throws Exception {
        try (TestApp app = new TestApp("/shop", root).start()) {
            assertThat(app.client().get("/").status()).isEqualTo(404);
            assertThat(app.client().get("/shopping").status()).isEqualTo(404);
        }
    }

    @Test
    void suspiciousPathsAreRefused() throws Exception {
        try (TestApp app = new TestApp("", root).start()) {
            assertThat(app.client().get("/a/..%2fb").status()).isEqualTo(400);
            assertThat(app.client().get("/..;/b").status()).isEqualTo(400);
        }
    }

    @Test
    void optionsOfTheServerAsAWhole() throws Exception {
        try (TestApp app = new TestApp("", root).start()) {
            Answer answer = app.client().send("OPTIONS", "*", "");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("Allow")).contains("GET");
        }
    }

    @Test
    void connectIsForProxies() throws Exception {
        try (TestApp app = new TestApp("", root).start()) {
            assertThat(app.client().send("CONNECT", "example.com:443", "").status())
                    .isEqualTo(501);
        }
    }

    @Test
    void aFolderIsAnsweredByItsWelcomeFileThenByAServletOfThatName() throws Exception {
        try (TestApp app = new TestApp("", root)
                .file("/file/two.html", "file two")
                .file("/none/x.html", "x")
                .file("/both/two.html", "both two")
                .servlet("x", "*.do", RouterTest::uri)
                .welcome("one.html", "index.do", "two.html")
                .start()) {
            assertThat(app.client().get("/file/").body()).isEqualTo("file two");
            assertThat(app.client().get("/both/").body()).isEqualTo("both two");
            assertThat(app.client().get("/none/").body()).isEqualTo("|/none/index.do|null|/none/index.do");
        }
    }

    @Test
    void staticFilesAreServed() throws Exception {
        try (TestApp app = new TestApp("/s", root).file("/a b.txt", "hello").start()) {
            Answer answer = app.client().get("/s/a%20b.txt");
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.field("Content-Type")).startsWith("text/plain");
        }
    }

    @Test
    void aMappingHasOneCostForAllItsRequests() throws Exception {
        try (TestApp app = new TestApp("", root)
                .servlet("s", "/s/*", RouterTest::uri)
                .servlet("t", "/t", RouterTest::uri)
                .start()) {
            assertThat(app.client().get("/s/a").status()).isEqualTo(200);
            PathMatch one = app.application().dispatcher().map("/s/a");
            PathMatch two = app.application().dispatcher().map("/s/b");
            assertThat(one.route().cost()).isSameAs(two.route().cost());
            assertThat(one.route().cost())
                    .isNotSameAs(
                            app.application().dispatcher().map("/t").route().cost());
        }
    }
}
