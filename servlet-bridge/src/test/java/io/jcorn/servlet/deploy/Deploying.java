package io.jcorn.servlet.deploy;

import io.jcorn.app.AppEnvironment;
import io.jcorn.app.ApplicationFactory.AppSpec;
import io.jcorn.app.DeploymentException;
import java.nio.file.Path;
import java.util.Map;

/** Deploys as a worker does, below a test's folder. */
final class Deploying {
    private Deploying() {}

    static AppEnvironment environment(Path folder) {
        return new AppEnvironment("jcorn/test", folder.resolve("work"), folder.resolve("temp"), 1, null, Map.of());
    }

    static Deployment deploy(Path location, Path folder) throws DeploymentException {
        return new WarDeployer(Parts.NONE, environment(folder)).deploy(new AppSpec("", location));
    }
}
