package io.jcorn.cli;

import io.jcorn.arbiter.WorkerCommand;
import io.jcorn.config.Config;
import io.jcorn.config.ConfigException;
import io.jcorn.sessions.SessionStores;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/** What only workers have on their class path, for the commands that need some of it. */
final class WorkerParts {
    private WorkerParts() {}

    /**
     * Those of the installation in {@code home}. This process gets the system properties that workers have by {@code
     * jvm-opt}, a trust store for example.
     */
    static SessionStores sessionStores(Path home, Config config) throws ConfigException {
        for (String option : config.jvmOpts()) {
            int equals = option.indexOf('=');
            if (option.startsWith("-D") && equals > 0) {
                System.setProperty(option.substring(2, equals), option.substring(equals + 1));
            }
        }
        try {
            // open as long as the process: classes are loaded when they are needed
            URLClassLoader loader = new URLClassLoader(
                    urls(WorkerCommand.installedIn(home).classPath()), WorkerParts.class.getClassLoader());
            return ServiceLoader.load(SessionStores.class, loader)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no servlet-bridge in " + home.resolve("lib/worker")));
        } catch (IOException e) {
            throw new ConfigException("the installation is incomplete: " + e.getMessage());
        }
    }

    private static URL[] urls(List<Path> jars) throws MalformedURLException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return urls;
    }
}
