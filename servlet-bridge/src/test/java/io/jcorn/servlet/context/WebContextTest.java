package io.jcorn.servlet.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.descriptor.ServletDef;
import io.jcorn.servlet.testing.TestApp;
import jakarta.annotation.PostConstruct;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextAttributeEvent;
import jakarta.servlet.ServletContextAttributeListener;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServlet;
import java.io.File;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servlet 6.1 §4. */
class WebContextTest {
    @TempDir
    private Path root;

    /** Starts an application with an initializer and shows its context afterwards. */
    private void started(TestApp.Configuration initializer, Consumer<ServletContext> then) throws Exception {
        AtomicReference<ServletContext> context = new AtomicReference<>();
        try (TestApp app = new TestApp("/app", root)
                .file("/a.txt", "text")
                .file("/d/b.txt", "b")
                .configure(c -> {
                    context.set(c);
                    initializer.configure(c);
                })
                .start()) {
            assertThat(app.application()).isNotNull();
            then.accept(context.get());
        }
    }

    @Test
    void tellsWhatItIs() throws Exception {
        started(c -> {}, context -> {
            assertThat(context.getContextPath()).isEqualTo("/app");
            assertThat(context.getMajorVersion() + "." + context.getMinorVersion())
                    .isEqualTo("6.1");
            assertThat(context.getEffectiveMajorVersion() + "." + context.getEffectiveMinorVersion())
                    .isEqualTo("6.1");
            assertThat(context.getServerInfo()).isEqualTo("jcorn/test");
            assertThat(context.getServletContextName()).isEqualTo("test");
            assertThat(context.getInitParameter("declared")).isEqualTo("yes");
            assertThat(context.getAttribute(ServletContext.TEMPDIR)).isInstanceOf(File.class);
            assertThat(context.getContext("/app")).isSameAs(context);
            assertThat(context.getContext("/other")).isNull();
        });
    }

    @Test
    void findsResources() throws Exception {
        started(c -> {}, context -> {
            assertThat(context.getResourcePaths("/")).containsExactlyInAnyOrder("/a.txt", "/d/");
            assertThat(context.getRealPath("/a.txt")).endsWith("a.txt");
            assertThat(context.getMimeType("x.html")).isEqualTo("text/html");
            assertThat(context.getResourceAsStream("/none")).isNull();
            assertThatThrownBy(() -> context.getResource("a.txt")).isInstanceOf(MalformedURLException.class);
            try (var in = context.getResourceAsStream("/a.txt")) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("text");
                assertThat(context.getResource("/a.txt")).isNotNull();
                assertThat(context.getResource("/none")).isNull();
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void listenersHearOfAttributes() throws Exception {
        List<String> heard = new ArrayList<>();
        ServletContextAttributeListener listener = new ServletContextAttributeListener() {
            @Override
            public void attributeAdded(ServletContextAttributeEvent event) {
                heard.add("added " + event.getName() + "=" + event.getValue());
            }

            @Override
            public void attributeReplaced(ServletContextAttributeEvent event) {
                heard.add("replaced " + event.getValue());
            }

            @Override
            public void attributeRemoved(ServletContextAttributeEvent event) {
                heard.add("removed " + event.getValue());
            }
        };
        started(c -> c.addListener(listener), context -> {
            context.setAttribute("a", 1);
            context.setAttribute("a", 2);
            context.setAttribute("a", null);
            context.removeAttribute("a");
            assertThat(heard).containsExactly("added a=1", "replaced 1", "removed 2");
            assertThatThrownBy(() -> context.setAttribute(null, 1)).isInstanceOf(NullPointerException.class);
        });
    }

    @Test
    void checksServletRegistrations() throws Exception {
        HttpServlet servlet = TestApp.servlet((q, r) -> {});
        started(
                c -> {
                    ServletRegistration.Dynamic one = c.addServlet("one", servlet);
                    assertThat(c.addServlet("one", HttpServlet.class)).isNull();
                    assertThat(c.addServlet("again", servlet)).isNull();
                    assertThatThrownBy(() -> c.addServlet("", "x")).isInstanceOf(IllegalArgumentException.class);
                    assertThatThrownBy(() -> c.addServlet(null, "x")).isInstanceOf(IllegalArgumentException.class);
                    assertThat(one.addMapping("/one", "/both")).isEmpty();
                    ServletRegistration.Dynamic two = c.addServlet("two", "org.example.Two");
                    assertThat(two.addMapping("/both", "/two")).containsExactly("/both");
                    assertThat(two.getMappings()).isEmpty();
                    assertThat(one.getMappings()).containsExactly("/one", "/both");
                    assertThatThrownBy(() -> two.addMapping()).isInstanceOf(IllegalArgumentException.class);
                    assertThat(one.setInitParameter("a", "1")).isTrue();
                    assertThat(one.setInitParameter("a", "2")).isFalse();
                    assertThatThrownBy(() -> one.setInitParameter("b", null))
                            .isInstanceOf(IllegalArgumentException.class);
                    assertThat(one.setInitParameters(Map.of("a", "3", "b", "4")))
                            .containsExactly("a");
                    assertThat(one.getInitParameters()).containsExactly(Map.entry("a", "1"));
                    assertThat(c.addJspFile("j", "/j.jsp").addMapping("/j")).isEmpty();
                    assertThat(c.addJspFile("j", "/k.jsp")).isNull();
                    assertThatThrownBy(() -> c.addJspFile("", "/j.jsp")).isInstanceOf(IllegalArgumentException.class);
                },
                context -> {
                    assertThat(context.getServletRegistrations()).containsKeys("one", "two", "default");
                    assertThat(context.getServletRegistration("two").getClassName())
                            .isEqualTo("org.example.Two");
                    assertThat(context.getServletRegistration("none")).isNull();
                    assertThatThrownBy(() -> context.addServlet("x", "y")).isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(
                                    () -> context.getServletRegistration("one").addMapping("/x"))
                            .isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(
                                    () -> context.getServletRegistration("one").setInitParameter("x", "y"))
                            .isInstanceOf(IllegalStateException.class);
                });
    }

    @Test
    void completesAServletThatWasDeclaredByNameAlone() throws Exception {
        try (TestApp app = new TestApp("", root)
                .declare(new ServletDef(
                        "s", null, null, Map.of("p", "declared"), null, false, true, null, null, Map.of()))
                .configure(c -> {
                    ServletRegistration.Dynamic completed = c.addServlet(
                            "s", TestApp.servlet((q, r) -> r.getWriter().write("completed")));
                    completed.addMapping("/s");
                    assertThat(completed.getInitParameter("p")).isEqualTo("declared");
                })
                .start()) {
            assertThat(app.client().get("/s").body()).isEqualTo("completed");
        }
    }

    @Test
    void checksFilterRegistrations() throws Exception {
        Filter filter = (q, r, chain) -> chain.doFilter(q, r);
        started(
                c -> {
                    var one = c.addFilter("one", filter);
                    assertThat(c.addFilter("one", filter)).isNull();
                    assertThatThrownBy(() -> c.addFilter("", filter)).isInstanceOf(IllegalArgumentException.class);
                    assertThatThrownBy(() -> one.addMappingForUrlPatterns(null, true))
                            .isInstanceOf(IllegalArgumentException.class);
                    one.addMappingForUrlPatterns(null, true, "/a", "/b");
                    one.addMappingForServletNames(null, false, "s");
                    assertThat(one.getUrlPatternMappings()).containsExactly("/a", "/b");
                    assertThat(one.getServletNameMappings()).containsExactly("s");
                },
                context -> assertThatThrownBy(() -> context.addFilter("x", filter))
                        .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void checksListeners() throws Exception {
        started(
                c -> {
                    assertThatThrownBy(() -> c.addListener(new EventListener() {}))
                            .isInstanceOf(IllegalArgumentException.class);
                    assertThatThrownBy(() -> c.addListener("org.example.Missing"))
                            .isInstanceOf(IllegalArgumentException.class);
                    assertThatThrownBy(() -> c.createListener(EventListener.class))
                            .isInstanceOf(IllegalArgumentException.class);
                },
                context -> assertThatThrownBy(() -> context.addListener(new ServletContextListener() {}))
                        .isInstanceOf(IllegalStateException.class));
    }

    public static final class AddsAListener implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            ServletContext context = event.getServletContext();
            assertThatThrownBy(() -> context.addListener(new ServletContextListener() {}))
                    .isInstanceOf(IllegalArgumentException.class);
            context.addServlet(
                            "by listener",
                            TestApp.servlet((q, r) -> r.getWriter().write("by listener")))
                    .addMapping("/by-listener");
        }
    }

    @Test
    void aDeclaredListenerMayConfigure() throws Exception {
        try (TestApp app = new TestApp("", root).listener(AddsAListener.class).start()) {
            assertThat(app.client().get("/by-listener").body()).isEqualTo("by listener");
        }
    }

    @Test
    void aListenerAddedByCodeMayNotConfigure() throws Exception {
        List<Class<?>> thrown = new ArrayList<>();
        ServletContextListener listener = new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                ServletContext c = event.getServletContext();
                List<Runnable> forbidden = List.of(
                        () -> c.addServlet("x", "y"),
                        () -> c.addFilter("x", "y"),
                        () -> c.setInitParameter("x", "y"),
                        c::getServletRegistrations,
                        () -> c.getFilterRegistration("x"),
                        c::getSessionCookieConfig,
                        () -> c.setSessionTrackingModes(Set.of()),
                        () -> c.declareRoles("r"),
                        () -> c.setSessionTimeout(1),
                        () -> c.setRequestCharacterEncoding("UTF-8"));
                assertThat(c.getEffectiveMajorVersion()).isEqualTo(6);
                assertThat(c.getDefaultSessionTrackingModes()).isNotEmpty();
                assertThat(c.getEffectiveSessionTrackingModes()).isNotEmpty();
                assertThat(c.getSessionTimeout()).isPositive();
                for (Runnable call : forbidden) {
                    try {
                        call.run();
                        thrown.add(null);
                    } catch (RuntimeException e) {
                        thrown.add(e.getClass());
                    }
                }
            }
        };
        started(
                c -> c.addListener(listener),
                context -> assertThat(thrown).hasSize(10).containsOnly(UnsupportedOperationException.class));
    }

    @Test
    void sessionsAreConfiguredBeforeTheStartOnly() throws Exception {
        started(
                c -> {
                    c.setSessionTimeout(5);
                    c.getSessionCookieConfig().setName("SID");
                    c.setSessionTrackingModes(Set.of(SessionTrackingMode.URL));
                    c.setRequestCharacterEncoding("utf-8");
                },
                context -> {
                    assertThat(context.getSessionTimeout()).isEqualTo(5);
                    assertThat(context.getSessionCookieConfig().getName()).isEqualTo("SID");
                    assertThat(context.getEffectiveSessionTrackingModes()).containsExactly(SessionTrackingMode.URL);
                    assertThat(context.getRequestCharacterEncoding()).isEqualTo("UTF-8");
                    assertThatThrownBy(() -> context.setInitParameter("a", "b"))
                            .isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(() -> context.setInitParameter(null, "b"))
                            .isInstanceOf(NullPointerException.class);
                    assertThatThrownBy(() -> context.setSessionTimeout(6)).isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(() -> context.getSessionCookieConfig().setName("x"))
                            .isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(() -> context.setSessionTrackingModes(Set.of()))
                            .isInstanceOf(IllegalStateException.class);
                });
    }

    static final class Prepared implements AsyncListener {
        private boolean prepared;

        @PostConstruct
        void prepare() {
            prepared = true;
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    @Test
    void asyncListenersAreMadeAsOtherListenersAre() throws Exception {
        try (TestApp app = new TestApp("", root)
                .servlet("s", "/s", (q, r) -> {
                    AsyncContext async = q.startAsync();
                    r.getWriter().write("" + async.createListener(Prepared.class).prepared);
                    async.complete();
                })
                .start()) {
            assertThat(app.client().get("/s").body()).isEqualTo("true");
        }
    }

    @Test
    void aRequestThatNamesASessionAccessesItWhetherTheApplicationAsksOrNot() throws Exception {
        try (TestApp app = new TestApp("", root)
                .servlet(
                        "new",
                        "/new",
                        (q, r) -> r.getWriter().write(q.getSession().getId()))
                .servlet("any", "/any", (q, r) -> r.getWriter().write("" + System.currentTimeMillis()))
                .servlet(
                        "last",
                        "/last",
                        (q, r) -> r.getWriter().write("" + q.getSession(false).getLastAccessedTime()))
                .start()) {
            String cookie = "Cookie: JSESSIONID=" + app.client().get("/new").body();
            long created = Long.parseLong(app.client().get("/any", cookie).body());
            while (System.currentTimeMillis() == created) Thread.onSpinWait();
            long accessed = Long.parseLong(app.client().get("/any", cookie).body());
            assertThat(Long.parseLong(app.client().get("/last", cookie).body())).isBetween(created + 1, accessed);
        }
    }

    @Test
    void aSessionIsFoundByTheIdInTheUrl() throws Exception {
        try (TestApp app = new TestApp("", root)
                .configure(c -> c.setSessionTrackingModes(Set.of(SessionTrackingMode.URL)))
                .servlet(
                        "s",
                        "/s",
                        (q, r) -> r.getWriter().write(q.getSession().getId() + " " + q.isRequestedSessionIdFromURL()))
                .start()) {
            String id = app.client().get("/s").body().replace(" false", "");
            assertThat(app.client().get("/s;jsessionid=" + id).body()).isEqualTo(id + " true");
        }
    }
}
