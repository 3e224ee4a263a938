package io.jcorn.servlet.datasource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * A data source of the settings, {@code [datasource.KEY]}.
 *
 * @param settings by name, checked when the settings were read
 */
record Configured(String key, Map<String, String> settings) {
    private static final String PROPERTY = "properties.";

    Configured {
        settings = Map.copyOf(settings);
    }

    /** Below {@code java:comp/env}, unless it begins with {@code java:}. */
    String name() {
        return settings.getOrDefault("name", "jdbc/" + key);
    }

    /** @param path an application's, "/" if it is the root */
    boolean isFor(String path) {
        String apps = settings.getOrDefault("apps", "");
        return apps.isEmpty() || List.of(apps.split(",")).contains(path);
    }

    /** New connections; connects to nothing yet. */
    DataSource connections(Drivers drivers) throws NamingException {
        String url = settings.get("url");
        String className = settings.get("driver");
        Driver driver = className == null ? drivers.forUrl(url) : drivers.named(className);
        Properties properties = new Properties();
        settings.forEach((name, value) -> {
            if (name.startsWith(PROPERTY)) properties.setProperty(name.substring(PROPERTY.length()), value);
        });
        if (settings.containsKey("user")) properties.setProperty("user", settings.get("user"));
        String password = password();
        if (password != null) properties.setProperty("password", password);
        return new DriverConnections(driver, url, properties);
    }

    private String password() throws NamingException {
        String file = settings.get("password-file");
        if (file == null) return settings.get("password");
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException e) {
            throw new NamingException("the password-file of [datasource." + key + "] can't be read: " + e);
        }
    }
}
