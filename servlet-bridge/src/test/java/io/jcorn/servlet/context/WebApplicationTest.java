package io.jcorn.servlet.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.app.DeploymentException;
import io.jcorn.servlet.testing.LogCapture;
import io.jcorn.servlet.testing.TestApp;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servlet 6.1 §2.3, §8.2.4, §11.3. */
class WebApplicationTest {
    @TempDir
    private Path root;

    private final LogCapture log = new LogCapture("jcorn.servlet");

    @BeforeEach
    void newJournal() {
        Journal.take();
    }

    @AfterEach
    void printAgain() {
        log.close();
    }

    public static class Declared implements ServletContextListener, ServletRequestListener {
        @PostConstruct
        void made() {
            Journal.write("declared made");
        }

        @PreDestroy
        void released() {
            Journal.write("declared released");
        }

        @Override
        public void contextInitialized(ServletContextEvent event) {
            Journal.write("declared initialized");
        }

        @Override
        public void contextDestroyed(ServletContextEvent event) {
            Journal.write("declared destroyed");
        }

        @Override
        public void requestInitialized(ServletRequestEvent event) {
            Journal.write("request initialized");
        }

        @Override
        public void requestDestroyed(ServletRequestEvent event) {
            Journal.write("request destroyed");
        }
    }

    public static final class Second extends Declared {
        @Override
        public void requestInitialized(ServletRequestEvent event) {
            Journal.write("2nd request initialized");
        }

        @Override
        public void requestDestroyed(ServletRequestEvent event) {
            Journal.write("2nd request destroyed");
        }
    }

    static final class Added implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            Journal.write("added initialized");
        }

        @Override
        public void contextDestroyed(ServletContextEvent event) {
            Journal.write("added destroyed");
        }
    }

    static final class JournalFilter implements Filter {
        @Override
        public void init(FilterConfig config) {
            Journal.write("filter " + config.getFilterName() + " init");
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, response);
        }

        @Override
        public void destroy() {
            Journal.write("filter destroy");
        }
    }

    static final class JournalServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        public void init() {
            Journal.write("servlet " + getServletName() + " init");
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            Journal.write("service");
        }

        @Override
        public void destroy() {
            Journal.write("servlet " + getServletName() + " destroy");
        }
    }

    @Test
    void startsInOrderAndEndsInReverse() throws Exception {
        TestApp app = new TestApp("", root).listener(Declared.class).configure(context -> {
            Journal.write("initializer");
            context.addListener(new Added());
            context.addFilter("f", new JournalFilter());
            ServletRegistration.Dynamic two = context.addServlet("two", new JournalServlet());
            two.setLoadOnStartup(2);
            ServletRegistration.Dynamic one = context.addServlet("one", new JournalServlet());
            one.setLoadOnStartup(1);
            context.addServlet("lazy", new JournalServlet()).addMapping("/lazy");
        });
        app.start();
        assertThat(Journal.take())
                .containsExactly(
                        "initializer",
                        "declared made",
                        "declared initialized",
                        "added initialized",
                        "filter f init",
                        "servlet one init",
                        "servlet two init");
        app.client().get("/lazy");
        app.client().get("/lazy");
        assertThat(Journal.take())
                .containsExactly(
                        "request initialized",
                        "servlet lazy init",
                        "service",
                        "request destroyed",
                        "request initialized",
                        "service",
                        "request destroyed");
        app.close();
        assertThat(Journal.take())
                .containsExactly(
                        "servlet lazy destroy",
                        "servlet one destroy",
                        "servlet two destroy",
                        "filter destroy",
                        "added destroyed",
                        "declared destroyed",
                        "declared released");
    }

    @Test
    void requestListenersAreToldInOrderAndInReverseAtTheEnd() throws Exception {
        try (TestApp app = new TestApp("", root)
                .listener(Declared.class)
                .listener(Second.class)
                .servlet("s", "/s", (q, r) -> Journal.write("service"))
                .start()) {
            Journal.take();
            app.client().get("/s");
            assertThat(Journal.take())
                    .containsExactly(
                            "request initialized",
                            "2nd request initialized",
                            "service",
                            "2nd request destroyed",
                            "request destroyed");
        }
    }

    public static final class Failing implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            throw new IllegalStateException("wrapped", new IOException("no database\n  at db.example.org"));
        }
    }

    @Test
    void aListenerThatThrowsFailsTheApplicationWithOneLine() {
        TestApp app = new TestApp("/shop", root).listener(Declared.class).listener(Failing.class);
        assertThatThrownBy(app::start)
                .isInstanceOfSatisfying(
                        DeploymentException.class, e -> assertThat(e.kind()).isEqualTo(DeploymentException.Kind.FAILED))
                .hasMessage("test at /shop: listener " + Failing.class.getName()
                        + " failed: java.io.IOException: no database / at db.example.org");
        assertThat(log.records())
                .singleElement()
                .satisfies(r -> assertThat(r.getThrown()).hasMessage("wrapped"));
        // what had started has ended
        assertThat(Journal.take())
                .containsExactly("declared made", "declared initialized", "declared destroyed", "declared released");
    }

    @Test
    void anInitializerThatThrowsFailsTheApplication() {
        TestApp app = new TestApp("", root).configure(context -> {
            throw new ServletException("no bean");
        });
        assertThatThrownBy(app::start).hasMessageContaining("initializer").hasMessageEndingWith("no bean");
    }

    @Test
    void aServletLoadedOnStartupThatThrowsFailsTheApplication() {
        TestApp app = new TestApp("", root).configure(context -> {
            ServletRegistration.Dynamic added = context.addServlet("bad", new HttpServlet() {
                private static final long serialVersionUID = 1;

                @Override
                public void init() throws ServletException {
                    throw new ServletException("no template");
                }
            });
            added.setLoadOnStartup(0);
        });
        assertThatThrownBy(app::start).hasMessageContaining("servlet bad (").hasMessageEndingWith("no template");
    }

    @Test
    void aClassThatIsNotThereFailsTheApplicationByName() {
        TestApp app = new TestApp("", root)
                .configure(context ->
                        context.addFilter("f", "org.example.Missing").addMappingForUrlPatterns(null, false, "/*"));
        assertThatThrownBy(app::start)
                .hasMessageContaining("filter f (org.example.Missing)")
                .hasMessageContaining("ClassNotFoundException");
    }

    @Test
    void aFilterThatNothingIsMappedToMayLackItsClass() throws Exception {
        TestApp app = new TestApp("", root)
                .configure(context -> context.addFilter("f", "org.example.Missing"))
                .servlet("s", "/s", (q, r) -> r.getWriter().write("ok"));
        try (app) {
            assertThat(app.start().client().get("/s").body()).isEqualTo("ok");
        }
    }

    @Test
    void aServletThatIsUnavailableAtTheStartFailsNothingButItself() throws Exception {
        TestApp app = new TestApp("", root)
                .configure(context -> {
                    ServletRegistration.Dynamic added = context.addServlet("gone", new HttpServlet() {
                        private static final long serialVersionUID = 1;

                        @Override
                        public void init() throws ServletException {
                            throw new UnavailableException("not today");
                        }
                    });
                    added.setLoadOnStartup(0);
                    added.addMapping("/gone");
                })
                .servlet("s", "/s", (q, r) -> r.getWriter().write("ok"));
        try (app) {
            app.start();
            assertThat(app.client().get("/gone").status()).isEqualTo(404);
            assertThat(app.client().get("/s").body()).isEqualTo("ok");
        }
    }

    @Test
    void aServletIsInitializedOnceByManyFirstRequests() throws Exception {
        AtomicInteger inits = new AtomicInteger();
        CountDownLatch inInit = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        HttpServlet slow = new HttpServlet() {
            private static final long serialVersionUID = 1;

            @Override
            public void init() throws ServletException {
                inits.incrementAndGet();
                inInit.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new ServletException(e);
                }
            }

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.getWriter().write("served");
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (TestApp app = new TestApp("", root)
                .configure(context -> context.addServlet("slow", slow).addMapping("/slow"))
                .start()) {
            List<Future<String>> answers = IntStream.range(0, 4)
                    .mapToObj(
                            i -> threads.submit(() -> app.client().get("/slow").body()))
                    .toList();
            inInit.await();
            goOn.countDown();
            for (Future<String> answer : answers) assertThat(answer.get()).isEqualTo("served");
            assertThat(inits).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }
}
