package io.jcorn.servlet.deploy;

import io.jcorn.app.AppEnvironment;
import io.jcorn.app.ApplicationFactory.AppSpec;
import io.jcorn.app.DeploymentException;

/** Makes a WAR, a folder or a loose WAR file ready to be started. Stateless; blocks on disk; calls no initializer. */
public final class WarDeployer {
    /**
     * Unpacks, scans and merges.
     *
     * @throws DeploymentException with one line that names the application, what was wrong and what would be right
     */
    public Deployment deploy(AppSpec spec, AppEnvironment environment) throws DeploymentException {
        throw new DeploymentException(DeploymentException.Kind.FAILED, spec.location() + ": not yet", null);
    }
}
