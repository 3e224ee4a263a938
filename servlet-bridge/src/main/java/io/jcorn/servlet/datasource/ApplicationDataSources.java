package io.jcorn.servlet.datasource;

import io.jcorn.servlet.descriptor.DataSourceDef;
import io.jcorn.servlet.descriptor.Declared;
import io.jcorn.servlet.descriptor.DescriptorException;
import io.jcorn.servlet.naming.Namespace;
import io.jcorn.servlet.part.Part;
import java.sql.Driver;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The data sources of one application: those of the settings that are for it, and its own. */
public final class ApplicationDataSources {
    private final List<Configured> configured;
    /** null if this installation can't pool. */
    private final Part<DataSourceEngine> engine;
    /** The application's, "/" if it is the root. */
    private final String path;

    private final ClassLoader loader;

    ApplicationDataSources(
            List<Configured> configured, Part<DataSourceEngine> engine, String path, ClassLoader loader) {
        this.configured = configured;
        this.engine = engine;
        this.path = path;
        this.loader = loader;
    }

    private interface Connections {
        DataSource from(Drivers drivers) throws NamingException;
    }

    /**
     * Binds them, opens none. The operator's stands for one of the application's with the same name.
     *
     * @throws DescriptorException for a name that can't be bound
     */
    public void bind(Namespace names, Collection<Declared<DataSourceDef>> definitions) throws DescriptorException {
        for (Configured each : configured) {
            if (!each.isFor(path)) continue;
            PoolOptions options = PoolOptions.of(each.key() + " at " + path, each.settings());
            bind(names, each.name(), "[datasource." + each.key() + "]", each::connections, options);
        }
        for (Declared<DataSourceDef> each : definitions) {
            DataSourceDef own = each.value();
            PoolOptions options = PoolOptions.of(own.name() + " at " + path, own);
            bind(names, own.name(), each.place().toString(), drivers -> connections(own, drivers), options);
        }
    }

    private void bind(Namespace names, String name, String at, Connections connections, PoolOptions options)
            throws DescriptorException {
        try {
            names.bindOpened(name, () -> open(name, at, connections, options));
        } catch (NamingException e) {
            throw new DescriptorException(at + ": data source '" + name + "': " + e.getMessage());
        }
    }

    private DataSource open(String name, String at, Connections connections, PoolOptions options)
            throws NamingException {
        try {
            if (engine == null) throw new NamingException("jcorn was installed without lib/datasource, which pools it");
            Drivers drivers = new Drivers(List.of(loader, engine.loader()));
            return engine.service().pool(connections.from(drivers), options);
        } catch (NamingException | RuntimeException e) {
            NamingException failure = new NamingException(at + ": data source '" + name + "': " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    /** New connections of one that an application defines: its class is a data source, or a driver as Tomcat has it. */
    static DataSource connections(DataSourceDef definition, Drivers drivers) throws NamingException {
        Class<?> type = drivers.type(definition.className());
        if (Driver.class.isAssignableFrom(type)) {
            Properties properties = new Properties();
            properties.putAll(definition.properties());
            String url = definition.properties().getOrDefault("url", "");
            return new DriverConnections(Instance.of(type, Driver.class), url, properties);
        }
        DataSource source = Instance.of(type, DataSource.class);
        Instance.set(source, definition.properties());
        return source;
    }

    /** What an operator may do about a data source that the application doesn't find. */
    public String remedy(String name) {
        for (Configured each : configured)
            if (each.name().equals(name))
                return "[datasource." + each.key() + "] of jcorn.toml is not for this application; add \"" + path
                        + "\" to its apps";
        String prefix = "jdbc/";
        String simple = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
        boolean isKey = simple.matches("[A-Za-z0-9_-]+");
        return "set url in the table [datasource." + (isKey ? simple : "NAME") + "] of jcorn.toml"
                + (isKey ? "" : ", and name = \"" + name + "\"");
    }
}
