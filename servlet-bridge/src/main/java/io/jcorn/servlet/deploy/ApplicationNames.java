package io.jcorn.servlet.deploy;

import io.jcorn.app.AppEnvironment;
import io.jcorn.servlet.datasource.ApplicationDataSources;
import io.jcorn.servlet.datasource.DataSources;
import io.jcorn.servlet.descriptor.DescriptorException;
import io.jcorn.servlet.descriptor.FilterDef;
import io.jcorn.servlet.descriptor.ServletDef;
import io.jcorn.servlet.descriptor.WebApp;
import io.jcorn.servlet.naming.Environment;
import io.jcorn.servlet.naming.Namespace;
import java.util.ArrayList;
import java.util.List;

/** Puts together what an application finds under {@code java:}: the operator's data sources, its own ones, then what it declares. */
final class ApplicationNames {
    private static final String INITIAL = "java.naming.factory.initial";
    private static final String PREFIXES = "java.naming.factory.url.pkgs";
    /** Where JNDI finds the scheme java: and the initial context, below {@code io.jcorn.servlet.naming}. */
    private static final String PACKAGE = "io.jcorn.servlet.naming";

    private final Namespace.Global global = new Namespace.Global();
    private final DataSources dataSources;

    private ApplicationNames(DataSources dataSources) {
        this.dataSources = dataSources;
    }

    /** Of all applications of a worker; tells JNDI where they are, unless the operator told it something else. */
    static ApplicationNames of(AppEnvironment environment, Parts parts) {
        System.getProperties().putIfAbsent(INITIAL, PACKAGE + ".java.javaURLContextFactory");
        System.getProperties()
                .merge(PREFIXES, PACKAGE, (given, ours) -> given.equals(ours) ? ours : given + ":" + ours);
        return new ApplicationNames(DataSources.of(environment.list("datasource"), parts.dataSource()));
    }

    /**
     * The names of one application.
     *
     * @param annotated whether a class of it has {@code @Resource}
     * @throws DescriptorException for a name that nothing stands for
     */
    Environment of(String contextPath, String app, WebApp webApp, ClassLoader loader, boolean annotated)
            throws DescriptorException {
        Namespace names = new Namespace(app.replaceFirst("\\.[wW][aA][rR]$", ""), global);
        ApplicationDataSources sources = dataSources.of(contextPath, loader);
        sources.bind(names, webApp.environment().dataSources().values());
        Environment environment = new Environment(app, names, loader, webApp.environment(), annotated, sources::remedy);
        if (annotated && !webApp.metadataComplete()) environment.examine(components(webApp, loader));
        return environment;
    }

    /** Those whose classes are there. */
    private static List<Class<?>> components(WebApp webApp, ClassLoader loader) {
        List<String> names = new ArrayList<>(webApp.listeners());
        for (FilterDef filter : webApp.filters()) names.add(filter.className());
        for (ServletDef servlet : webApp.servlets()) names.add(servlet.className());
        List<Class<?>> components = new ArrayList<>();
        for (String name : names) {
            try {
                if (name != null) components.add(Class.forName(name, false, loader));
            } catch (ClassNotFoundException | LinkageError e) {
                // that it is missing is told when it is needed
            }
        }
        return components;
    }
}
