package io.jcorn.servlet.context;

import io.jcorn.app.DeploymentException;
import io.jcorn.servlet.deploy.Deployment;
import io.jcorn.servlet.deploy.Initializer;
import io.jcorn.servlet.dispatch.ContextDispatcher;
import io.jcorn.servlet.dispatch.FilterHolder;
import io.jcorn.servlet.dispatch.Instances;
import io.jcorn.servlet.dispatch.ServletHolder;
import io.jcorn.servlet.resource.CacheRules;
import io.jcorn.servlet.security.SecurityDomain;
import io.jcorn.servlet.session.SessionRules;
import io.jcorn.servlet.session.Sessions;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.UnavailableException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EventListener;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The life of one web application (Servlet 6.1 §2.3, §8.2.4, §10.12, §11.3.2). Started and stopped on one thread; runs application code
 * and may block.
 *
 * <pre>
 *   initializers ─► listeners made ─► contextInitialized ─► filters ─► load-on-startup servlets ─► serving
 *   loader closed ◄─ @PreDestroy ◄─ contextDestroyed ◄─ sessions ◄─ filters ◄─ servlets ◄────────────┘
 * </pre>
 *
 * Whatever was started is remembered as the step that ends it, so that a start that fails half-way undoes just what was done.
 */
public final class WebApplication implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("jcorn.servlet");

    private interface Step {
        void run() throws Exception;
    }

    private record Ending(String what, Step step) {}

    private final String name;
    private final WebContext context;
    private final SessionRules rules;
    private final SecurityDomain domain;
    private final Deque<Ending> endings = new ArrayDeque<>();
    private final Set<FilterHolder> leftOut = new HashSet<>();
    private RunningContext running;

    private WebApplication(String name, WebContext context, SecurityDomain domain, SessionRules rules) {
        this.name = name;
        this.rules = rules;
        this.context = context;
        this.domain = domain;
    }

    /**
     * Starts an application; takes over the deployment and closes it when it ends or fails.
     *
     * @param name for messages: which application, such as {@code shop.war at /shop}
     * @param cacheRules for its files
     * @param domain the users; outlives the application
     * @param rules of its sessions
     * @throws DeploymentException with one line that names the application, the class that failed and the root cause
     */
    public static WebApplication start(
            String name,
            Deployment deployment,
            String serverInfo,
            CacheRules cacheRules,
            SecurityDomain domain,
            SessionRules rules)
            throws DeploymentException {
        WebContext context;
        try {
            context = new WebContext(deployment, serverInfo, cacheRules);
        } catch (RuntimeException e) {
            closeQuietly(name, deployment);
            throw StartFailure.of(name, "the descriptor", e);
        }
        WebApplication application = new WebApplication(name, context, domain, rules);
        application.endings.push(new Ending("class loader", deployment::close));
        try {
            application.asApplication(application::startAll);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            application.close();
            throw StartFailure.of(name, "its start", e);
        }
        return application;
    }

    private static void closeQuietly(String name, Deployment deployment) {
        try {
            deployment.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, name + ": its class loader failed to close", e);
        }
    }

    public ContextDispatcher dispatcher() {
        return running.dispatcher();
    }

    public Sessions sessions() {
        return running.sessions();
    }

    /** The worker takes no new connections: tells those that stay open to connect elsewhere. Runs application code. */
    public void drain() {
        try {
            asApplication(context::goAway);
        } catch (DeploymentException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, name + ": its WebSockets failed to close", e);
        }
    }

    private void startAll() throws DeploymentException {
        for (Initializer initializer : context.deployment().initializers()) {
            String type = initializer.initializer().getClass().getName();
            step("initializer " + type, () -> initializer.initializer().onStartup(initializer.handledTypes(), context));
        }
        step("the listeners of tag libraries", context::addTagListeners);
        context.gate().move(Phase.LISTENERS);
        for (String type : context.deployment().webApp().listeners()) {
            step("listener " + type, () -> declareListener(type));
        }
        // settled here: those that an initializer added, and whatever listeners add from now on are of other kinds
        for (EventListener listener : List.copyOf(context.listeners().declared()))
            initialize(listener, Phase.LISTENERS);
        for (EventListener listener : List.copyOf(context.listeners().added())) initialize(listener, Phase.RESTRICTED);
        context.gate().move(Phase.LISTENERS);
        startFilters();
        startServlets();
        step("the WebSocket endpoints", context::startWebSockets);
        endings.push(new Ending("WebSocket endpoints", context::closeWebSockets));
        startFilters(); // that a servlet's init has added, and that of WebSockets
        context.gate().move(Phase.RUNNING);
        context.settings().cookies().freeze();
        step("the descriptor", () -> running = new RunningContext(name, context, domain, rules));
        endings.push(new Ending("sessions", running.sessions()::close));
        // servlets that start with their first request end with the others
        context.servlets().holders().forEach(servlet -> endings.push(new Ending(servlet.describe(), servlet::stop)));
        context.dispatcher(running.dispatcher());
    }

    private void declareListener(String type) throws ReflectiveOperationException {
        Class<?> loaded = Class.forName(type, false, context.getClassLoader());
        EventListener listener = Instances.create(loaded.asSubclass(EventListener.class));
        context.listeners().declare(listener);
        endings.push(new Ending("listener " + type, () -> Instances.release(listener)));
    }

    private void initialize(EventListener listener, Phase phase) throws DeploymentException {
        if (!(listener instanceof ServletContextListener told)) return;
        context.gate().move(phase);
        String what = "listener " + listener.getClass().getName();
        ServletContextEvent event = new ServletContextEvent(context);
        step(what, () -> told.contextInitialized(event));
        endings.push(new Ending(what, () -> told.contextDestroyed(event)));
    }

    /** Starts those that don't run yet: all of them, and later those that a servlet's init added. */
    private void startFilters() throws DeploymentException {
        for (FilterHolder filter : context.filters().holders()) {
            if (filter.className() == null || filter.isStarted()) continue;
            if (!context.filters().isMapped(filter) && !filter.hasClass()) {
                if (leftOut.add(filter))
                    LOG.log(
                            System.Logger.Level.WARNING,
                            name + ": left out " + filter.describe()
                                    + ": its class is missing, and nothing is mapped to it");
                continue;
            }
            step(filter.describe(), filter::start);
            endings.push(new Ending(filter.describe(), filter::stop));
        }
    }

    private void startServlets() throws DeploymentException {
        List<ServletHolder> early = context.servlets().holders().stream()
                .filter(s -> s.loadOnStartup() >= 0)
                .sorted(Comparator.comparingInt(ServletHolder::loadOnStartup))
                .toList();
        for (ServletHolder servlet : early) {
            endings.push(new Ending(servlet.describe(), servlet::stop));
            step(servlet.describe(), () -> {
                try {
                    servlet.start();
                } catch (UnavailableException e) {
                    // says that it can't serve yet, or at all: its requests get 503 or 404, the others are served
                    LOG.log(System.Logger.Level.WARNING, name + ": " + servlet.describe() + " is unavailable", e);
                }
            });
        }
    }

    private void step(String what, Step step) throws DeploymentException {
        try {
            step.run();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            throw StartFailure.of(name, what, e);
        }
    }

    /** Ends what was started, the latest first. What fails is logged, and the rest ends nevertheless. */
    @Override
    public void close() {
        context.gate().move(Phase.RUNNING);
        try {
            asApplication(() -> {
                while (!endings.isEmpty()) end(endings.pop());
            });
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    private void end(Ending ending) {
        try {
            ending.step().run();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, name + ": " + ending.what() + " failed to end", e);
        }
    }

    private interface Part {
        void run() throws DeploymentException;
    }

    private void asApplication(Part part) throws DeploymentException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context.getClassLoader());
        try {
            part.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
