package io.jcorn.servlet;

import io.jcorn.app.AppEnvironment;
import io.jcorn.app.Application;
import io.jcorn.app.ApplicationFactory;
import io.jcorn.app.DeploymentException;
import io.jcorn.servlet.context.WebApplication;
import io.jcorn.servlet.deploy.Deployment;
import io.jcorn.servlet.deploy.Parts;
import io.jcorn.servlet.deploy.WarDeployer;
import io.jcorn.servlet.dispatch.PathCanonicalizer;
import io.jcorn.servlet.resource.CacheRules;
import io.jcorn.servlet.security.SecurityDomain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Deploys and starts WARs; what a worker finds by {@link java.util.ServiceLoader}. */
public final class BridgeFactory implements ApplicationFactory {
    @Override
    public Application create(List<AppSpec> apps, AppEnvironment environment, Consumer<String> starting)
            throws DeploymentException {
        List<WebApplication> started = new ArrayList<>(apps.size());
        List<String> contextPaths = new ArrayList<>(apps.size());
        SessionStorage storage = SessionStorage.of(contextPaths, environment);
        SecurityDomain domain = domain(environment);
        try {
            CacheRules cacheRules = new CacheRules(environment.list("cache-control"));
            WarDeployer deployer = new WarDeployer(Parts.installed(), environment);
            for (AppSpec app : apps) {
                starting.accept(nameOf(app, app.contextPath()));
                Deployment deployment = deployer.deploy(app);
                contextPaths.add(deployment.contextPath());
                started.add(WebApplication.start(
                        nameOf(app, deployment.contextPath()),
                        deployment,
                        environment.serverInfo(),
                        cacheRules,
                        domain,
                        storage.rules()));
            }
            storage.begin();
            return new BridgeApplication(started, paths(environment), domain, storage);
        } catch (DeploymentException | RuntimeException e) {
            BridgeApplication.stop(started, domain);
            storage.close();
            throw e;
        }
    }

    private static PathCanonicalizer paths(AppEnvironment environment) {
        return new PathCanonicalizer(
                environment.flag("permit-encoded-slash"), environment.flag("permit-encoded-backslash"));
    }

    private static SecurityDomain domain(AppEnvironment environment) throws DeploymentException {
        try {
            return SecurityDomain.open(environment);
        } catch (IOException e) {
            throw new DeploymentException(DeploymentException.Kind.FAILED, e.getMessage(), e);
        }
    }

    /** @param contextPath null as long as only the application itself knows it */
    private static String nameOf(AppSpec app, String contextPath) {
        String name = app.location().getFileName().toString();
        if (contextPath == null) return name;
        return name + " at " + (contextPath.isEmpty() ? "/" : contextPath);
    }
}
