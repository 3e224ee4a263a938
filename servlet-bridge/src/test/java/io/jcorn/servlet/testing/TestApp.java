package io.jcorn.servlet.testing;

import io.jcorn.app.DeploymentException;
import io.jcorn.servlet.context.WebApplication;
import io.jcorn.servlet.deploy.Deployment;
import io.jcorn.servlet.deploy.Initializer;
import io.jcorn.servlet.descriptor.EnvironmentDef;
import io.jcorn.servlet.descriptor.ErrorPage;
import io.jcorn.servlet.descriptor.JspConfig;
import io.jcorn.servlet.descriptor.SecurityDef;
import io.jcorn.servlet.descriptor.ServletDef;
import io.jcorn.servlet.descriptor.SessionConfig;
import io.jcorn.servlet.descriptor.WebApp;
import io.jcorn.servlet.dispatch.PathCanonicalizer;
import io.jcorn.servlet.dispatch.Router;
import io.jcorn.servlet.realm.Realm;
import io.jcorn.servlet.realm.Realms;
import io.jcorn.servlet.resource.CacheRules;
import io.jcorn.servlet.security.SecurityDomain;
import io.jcorn.servlet.session.SessionRules;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** An application put together by a test: most of it is added by code, as an initializer would. */
public final class TestApp implements AutoCloseable {
    /** As they are unless a setting permits more. */
    public static final PathCanonicalizer STRICT_PATHS = new PathCanonicalizer(false, false);

    /** A servlet's service method. */
    public interface Code {
        void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;
    }

    /** What an initializer does. */
    public interface Configuration {
        void configure(ServletContext context) throws ServletException;
    }

    private final String contextPath;
    private final Path root;
    private final List<Configuration> configurations = new ArrayList<>();
    private final List<ErrorPage> errorPages = new ArrayList<>();
    private final List<String> listeners = new ArrayList<>();
    private final List<ServletDef> servlets = new ArrayList<>();
    private List<String> welcomeFiles = List.of();
    private SessionRules sessions = SessionRules.of(null);
    private SecurityDef security = SecurityDef.NONE;
    private Realm realm = Realms.NOBODY;
    private Map<String, String> settings = Map.of();
    private WebApplication application;
    private Router router;

    /** @param root an empty folder: the application's files, and its temporary ones beside them */
    public TestApp(String contextPath, Path root) {
        this.contextPath = contextPath;
        this.root = root;
    }

    public TestApp configure(Configuration configuration) {
        configurations.add(configuration);
        return this;
    }

    /** A servlet that supports asynchronous processing. */
    public TestApp servlet(String name, String pattern, Code code) {
        return configure(context -> {
            ServletRegistration.Dynamic added = context.addServlet(name, servlet(code));
            added.setAsyncSupported(true);
            if (pattern != null) added.addMapping(pattern);
        });
    }

    public static HttpServlet servlet(Code code) {
        return new HttpServlet() {
            private static final long serialVersionUID = 1;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws ServletException, IOException {
                code.serve(request, response);
            }
        };
    }

    public TestApp filter(String name, String pattern, Filter filter, DispatcherType... types) {
        return configure(context -> {
            FilterRegistration.Dynamic added = context.addFilter(name, filter);
            added.setAsyncSupported(true);
            EnumSet<DispatcherType> set = EnumSet.noneOf(DispatcherType.class);
            set.addAll(List.of(types));
            added.addMappingForUrlPatterns(set, true, pattern);
        });
    }

    public TestApp errorPage(Integer status, String exceptionType, String location) {
        errorPages.add(new ErrorPage(status, exceptionType, location));
        return this;
    }

    public TestApp listener(Class<?> type) {
        listeners.add(type.getName());
        return this;
    }

    /** A servlet as web.xml declares it. */
    public TestApp declare(ServletDef servlet) {
        servlets.add(servlet);
        return this;
    }

    /** Other rules of sessions than none. */
    public TestApp sessions(SessionRules rules) {
        sessions = rules;
        return this;
    }

    /** What a descriptor says of security. */
    public TestApp security(SecurityDef declared) {
        security = declared;
        return this;
    }

    public TestApp users(Realm users, Map<String, String> settings) {
        this.realm = users;
        this.settings = settings;
        return this;
    }

    public TestApp welcome(String... files) {
        welcomeFiles = List.of(files);
        return this;
    }

    public TestApp file(String path, String content) throws IOException {
        Path file = root.resolve("webapp" + path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    public TestApp start() throws DeploymentException, IOException {
        ServletContainerInitializer initializer = (types, context) -> {
            for (Configuration configuration : configurations) configuration.configure(context);
        };
        Deployment deployment = new Deployment(
                contextPath,
                List.of(Files.createDirectories(root.resolve("webapp"))),
                webApp(),
                TestApp.class.getClassLoader(),
                List.of(new Initializer(initializer, null)),
                null,
                true,
                null,
                null,
                null,
                Files.createDirectories(root.resolve("temp")));
        application = WebApplication.start(
                "test at " + contextPath, deployment, "jcorn/test", new CacheRules(List.of()), domain(), sessions);
        router = new Router(List.of(application.dispatcher()), STRICT_PATHS);
        return this;
    }

    private SecurityDomain domain() {
        return SecurityDomain.of(realm, settings, root.resolve("work"));
    }

    private WebApp webApp() {
        return new WebApp(
                "test",
                null,
                Map.of("declared", "yes"),
                servlets,
                List.of(),
                List.of(),
                List.of(),
                listeners,
                welcomeFiles,
                errorPages,
                Map.of(),
                Map.of(),
                SessionConfig.DEFAULT,
                null,
                null,
                false,
                false,
                "6.1",
                security,
                JspConfig.NONE,
                EnvironmentDef.NONE);
    }

    public Client client() {
        return new Client(router::route);
    }

    public WebApplication application() {
        return application;
    }

    @Override
    public void close() {
        // the class loader is the tests' own: it outlives the application
        if (application != null) application.close();
    }
}
