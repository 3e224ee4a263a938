package io.jcorn.app;

import java.util.List;
import java.util.function.Consumer;

/** Makes applications; found by {@link java.util.ServiceLoader} on a worker's class path. */
public interface ApplicationFactory {
    /**
     * Deploys web applications and starts them: contexts initialized, load-on-startup servlets loaded. Blocks, runs
     * application code.
     *
     * @param starting told of each application, in a few words, before it is deployed
     * @throws DeploymentException if one of them can't be read or doesn't start
     */
    Application create(List<AppSpec> apps, AppEnvironment environment, Consumer<String> starting)
            throws DeploymentException;

    /**
     * A web application to deploy.
     *
     * @param contextPath "" or "/name"; null for what the application itself has as its default
     * @param location a WAR, a folder or a loose WAR file
     */
    record AppSpec(String contextPath, java.nio.file.Path location) {}
}
