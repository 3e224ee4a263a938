package io.jcorn.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.app.AppEnvironment;
import io.jcorn.app.Application;
import io.jcorn.app.ApplicationFactory;
import io.jcorn.app.ApplicationFactory.AppSpec;
import io.jcorn.app.DeploymentException;
import io.jcorn.servlet.testing.Answer;
import io.jcorn.servlet.testing.Client;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exploded WAR, deployed as a worker does it. Its classes are copies of those below, loaded by its own loader. */
class BridgeFactoryTest {
    @TempDir
    private Path folder;

    private Path war;

    @WebServlet(urlPatterns = "/hello", asyncSupported = true)
    public static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain;charset=utf-8");
            response.getWriter()
                    .write("Hello " + request.getParameter("name") + " from "
                            + request.getServletContext().getAttribute("started") + " in "
                            + Thread.currentThread()
                                    .getContextClassLoader()
                                    .equals(getClass().getClassLoader()));
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("posted " + request.getParameter("field"));
        }
    }

    @WebServlet("/count")
    public static final class Count extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Integer before = (Integer) request.getSession().getAttribute("count");
            int count = before == null ? 1 : before + 1;
            request.getSession().setAttribute("count", count);
            response.getWriter().write("" + count);
        }
    }

    @WebServlet(urlPatterns = "/async", asyncSupported = true)
    public static final class Async extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            var async = request.startAsync();
            async.start(() -> {
                try {
                    async.getResponse().getWriter().write("later");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                async.complete();
            });
        }
    }

    @WebFilter(urlPatterns = "/hello", asyncSupported = true)
    public static final class Stamp implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            ((HttpServletResponse) response).setHeader("X-Stamp", "stamped");
            chain.doFilter(request, response);
        }
    }

    @WebListener
    public static final class Started implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            event.getServletContext()
                    .setAttribute("started", event.getServletContext().getContextPath());
        }
    }

    @WebListener
    public static final class Fails implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            throw new IllegalStateException("database is down");
        }
    }

    @BeforeEach
    void makeWar() throws IOException {
        war = folder.resolve("shop");
        Files.createDirectories(war.resolve("WEB-INF"));
        Files.writeString(war.resolve("index.html"), "<h1>shop</h1>");
        for (Class<?> type : List.of(Hello.class, Count.class, Async.class, Stamp.class, Started.class)) copy(type);
    }

    private void copy(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path file = war.resolve("WEB-INF/classes").resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
            Files.write(file, in.readAllBytes());
        }
    }

    private Application create(AppSpec... apps) throws Exception {
        AppEnvironment environment = new AppEnvironment(
                "jcorn/test",
                Files.createDirectories(folder.resolve("work")),
                Files.createDirectories(folder.resolve("temp")),
                1,
                null,
                Map.of());
        ApplicationFactory factory = ServiceLoader.load(ApplicationFactory.class, BridgeFactory.class.getClassLoader())
                .findFirst()
                .orElseThrow();
        return factory.create(List.of(apps), environment, app -> {});
    }

    @Test
    void servesWhatAWarHolds() throws Exception {
        try (Application application = create(new AppSpec("", war))) {
            Client client = new Client(application);
            assertThat(client.get("/").body()).isEqualTo("<h1>shop</h1>");
            assertThat(client.get("/index.html").field("Content-Type")).startsWith("text/html");
            Answer hello = client.get("/hello?name=w%C3%B6rld");
            assertThat(hello.body()).isEqualTo("Hello wörld from  in true");
            assertThat(hello.field("X-Stamp")).isEqualTo("stamped");
            assertThat(client.post("/hello", "field=value", "Content-Type: application/x-www-form-urlencoded")
                            .body())
                    .isEqualTo("posted value");
            assertThat(client.get("/async").body()).isEqualTo("later");
            assertThat(client.get("/none").status()).isEqualTo(404);
            assertThat(client.get("/WEB-INF/classes/").status()).isEqualTo(404);
        }
    }

    @Test
    void keepsSessions() throws Exception {
        try (Application application = create(new AppSpec("", war))) {
            Client client = new Client(application);
            Answer first = client.get("/count");
            String cookie = first.field("Set-Cookie").replaceFirst(";.*", "");
            assertThat(first.body()).isEqualTo("1");
            assertThat(client.get("/count", "Cookie: " + cookie).body()).isEqualTo("2");
            assertThat(client.get("/count").body()).isEqualTo("1");
        }
    }

    @Test
    void servesSeveralApplications() throws Exception {
        try (Application application = create(new AppSpec("", war), new AppSpec("/two", war))) {
            Client client = new Client(application);
            assertThat(client.get("/hello").body()).isEqualTo("Hello null from  in true");
            assertThat(client.get("/two/hello").body()).isEqualTo("Hello null from /two in true");
        }
    }

    @Test
    void anApplicationThatDoesNotStartIsToldByName() throws Exception {
        copy(Fails.class);
        assertThatThrownBy(() -> create(new AppSpec("/shop", war)))
                .isInstanceOfSatisfying(
                        DeploymentException.class, e -> assertThat(e.kind()).isEqualTo(DeploymentException.Kind.FAILED))
                .hasMessage("shop at /shop: listener " + Fails.class.getName()
                        + " failed: java.lang.IllegalStateException: database is down");
    }
}
