package io.jcorn.servlet.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcorn.servlet.session.Pinning;
import io.jcorn.servlet.session.SessionRules;
import io.jcorn.servlet.session.SessionSharing;
import io.jcorn.servlet.session.lmdb.LmdbStore;
import io.jcorn.servlet.session.store.SessionStore;
import io.jcorn.servlet.testing.Answer;
import io.jcorn.servlet.testing.Client;
import io.jcorn.servlet.testing.LogCapture;
import io.jcorn.servlet.testing.TestApp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a response leaves, its session is stored: two workers on one store, with whole requests. */
class StoredSessionsTest {
    private static final int MORE_THAN_FITS = 8 << 20;

    private final List<TestApp> workers = new ArrayList<>();
    private final List<String> seenByOther = new ArrayList<>();
    private SessionStore store;
    private Client one;
    private Client other;
    private String cookie;

    @BeforeEach
    void start(@TempDir Path root) throws Exception {
        store = LmdbStore.open(root.resolve("store"), 4 << 20);
        one = worker(root.resolve("one"), 0);
        other = worker(root.resolve("other"), 1);
        Answer first = one.get("/count");
        assertThat(first.body()).isEqualTo("1");
        cookie = "Cookie: " + first.field("Set-Cookie").split(";")[0];
    }

    @AfterEach
    void stop() {
        workers.forEach(TestApp::close);
        store.close();
    }

    private Client worker(Path root, int limit) throws Exception {
        TestApp app = new TestApp("", root)
                .sessions(new SessionRules(
                        new SessionSharing(store, true, 100, false, Pinning.NONE), limit, Duration.ZERO))
                .servlet("count", "/count", (q, r) -> r.getWriter().print(count(q.getSession())))
                .servlet("flush", "/flush", (q, r) -> {
                    r.getWriter().print(count(q.getSession()));
                    r.flushBuffer();
                    look();
                    count(q.getSession());
                })
                .servlet("large", "/large", (q, r) -> {
                    count(q.getSession());
                    r.getOutputStream().write(new byte[r.getBufferSize() + 1]);
                    look();
                })
                .servlet("close", "/close", (q, r) -> {
                    count(q.getSession());
                    r.getWriter().print("all");
                    r.getWriter().close();
                    look();
                })
                .servlet("async", "/async", (q, r) -> {
                    AsyncContext async = q.startAsync();
                    async.start(() -> {
                        try {
                            r.getWriter().print(count(q.getSession()));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        async.complete();
                    });
                })
                .servlet("full", "/full", (q, r) -> {
                    r.setHeader("X-Said", "all is well");
                    r.getWriter().print("all is well");
                    q.getSession().setAttribute("n", new byte[MORE_THAN_FITS]);
                })
                .servlet("fullflush", "/fullflush", (q, r) -> {
                    q.getSession().setAttribute("n", new byte[MORE_THAN_FITS]);
                    r.flushBuffer();
                })
                .servlet("fulllater", "/fulllater", (q, r) -> {
                    r.flushBuffer();
                    q.getSession().setAttribute("n", new byte[MORE_THAN_FITS]);
                })
                .start();
        workers.add(app);
        return app.client();
    }

    private static int count(HttpSession session) {
        int n = session.getAttribute("n") instanceof Integer before ? before + 1 : 1;
        session.setAttribute("n", n);
        return n;
    }

    /** What a client that came back at once would find. */
    private void look() {
        try {
            seenByOther.add(other.get("/count", cookie).body());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWholeResponseIsSeenByEveryWorker() throws Exception {
        for (int i = 2; i < 10; i += 2) {
            assertThat(other.get("/count", cookie).body()).isEqualTo(Integer.toString(i));
            assertThat(one.get("/count", cookie).body()).isEqualTo(Integer.toString(i + 1));
        }
    }

    @Test
    void aSessionTooManyIsRefusedWithoutATrace() throws Exception {
        LogCapture traces = new LogCapture("jcorn.servlet");
        LogCapture lines = new LogCapture("jcorn.session");
        try {
            assertThat(other.get("/count").status()).isEqualTo(503);
            assertThat(other.get("/count").status()).isEqualTo(503);
            assertThat(other.get("/count", cookie).body()).isEqualTo("2");
            assertThat(traces.records()).isEmpty();
            assertThat(lines.records()).hasSize(1);
        } finally {
            traces.close();
            lines.close();
        }
    }

    @Test
    void aFlushStoresWhatWasChangedBeforeIt() throws Exception {
        one.get("/flush", cookie);
        assertThat(seenByOther).containsExactly("3");
    }

    @Test
    void aFullBufferStoresWhatWasChangedBefore() throws Exception {
        one.get("/large", cookie);
        assertThat(seenByOther).containsExactly("3");
    }

    @Test
    void aClosedWriterStoresWhatWasChangedBefore() throws Exception {
        one.get("/close", cookie);
        assertThat(seenByOther).containsExactly("3");
    }

    @Test
    void anAsynchronousResponseEndsWhenItsSessionIsStored() throws Exception {
        assertThat(one.get("/async", cookie).body()).isEqualTo("2");
        assertThat(other.get("/count", cookie).body()).isEqualTo("3");
    }

    @Test
    @SuppressWarnings("try") // a silenced log is not looked at
    void aSessionThatCannotBeStoredIsA503AndNotASuccess() throws Exception {
        try (var log = quiet()) {
            for (String path : List.of("/full", "/fullflush")) {
                Answer answer = one.get(path, cookie);
                assertThat(answer.status()).as(path).isEqualTo(503);
                assertThat(answer.body()).as(path).doesNotContain("all is well");
                assertThat(answer.field("X-Said")).as(path).isNull();
            }
            assertThat(one.get("/fulllater", cookie).aborted()).isTrue();
        }
    }

    @Test
    void aFullStoreIsToldOnceAndTheSessionAsItWasIsNotLost() throws Exception {
        LogCapture log = new LogCapture("jcorn.session");
        try {
            one.get("/full", cookie);
            one.get("/full", cookie);
            assertThat(log.records()).hasSize(1);
            assertThat(log.records().get(0).getMessage()).contains("--session-space");
        } finally {
            log.close();
        }
        assertThat(one.get("/count", cookie).body())
                .as("here nothing is left of it either")
                .isEqualTo("2");
        assertThat(other.get("/count", cookie).body()).isEqualTo("3");
    }

    @Test
    @SuppressWarnings("try") // a silenced log is not looked at
    void aNewSessionThatCannotBeStoredIsForgotten() throws Exception {
        try (var log = quiet()) {
            assertThat(one.get("/full").status()).isEqualTo(503);
        }
        assertThat(one.get("/count").body()).isEqualTo("1");
    }

    private static AutoCloseable quiet() {
        LogCapture log = new LogCapture("jcorn.session");
        LogCapture faults = new LogCapture("jcorn.servlet");
        return () -> {
            log.close();
            faults.close();
        };
    }
}
