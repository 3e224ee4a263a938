package io.jcorn.servlet;

import io.jcorn.app.Application;
import io.jcorn.app.Service;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import io.jcorn.servlet.context.WebApplication;
import io.jcorn.servlet.dispatch.PathCanonicalizer;
import io.jcorn.servlet.dispatch.Router;
import io.jcorn.servlet.security.SecurityDomain;
import io.jcorn.servlet.session.SessionSweeper;
import java.io.IOException;
import java.util.List;

/** All web applications of a worker, started. */
final class BridgeApplication implements Application {
    private static final System.Logger LOG = System.getLogger("jcorn.servlet");

    private final List<WebApplication> applications;
    private final SessionStorage storage;
    private final Router router;
    private final SessionSweeper sweeper;
    private final SecurityDomain domain;

    BridgeApplication(
            List<WebApplication> applications, PathCanonicalizer paths, SecurityDomain domain, SessionStorage storage) {
        this.storage = storage;
        this.domain = domain;
        this.applications = List.copyOf(applications);
        this.router =
                new Router(applications.stream().map(WebApplication::dispatcher).toList(), paths);
        this.sweeper = SessionSweeper.start(
                applications.stream().map(WebApplication::sessions).toList());
    }

    @Override
    public Service route(RequestHead head) throws HttpException {
        return router.route(head);
    }

    @Override
    public void drain() {
        applications.forEach(WebApplication::drain);
    }

    @Override
    public int pinnedSessions() {
        return applications.stream()
                .mapToInt(application -> application.sessions().pinned())
                .sum();
    }

    @Override
    public void close() {
        sweeper.close();
        stop(applications, domain);
        storage.close();
    }

    /** In reverse order of their start, and then what they shared. */
    static void stop(List<WebApplication> applications, SecurityDomain domain) {
        for (int i = applications.size() - 1; i >= 0; i--) applications.get(i).close();
        try {
            domain.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The realm failed to close", e);
        }
    }
}
