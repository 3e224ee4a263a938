package io.jcorn.servlet.datasource;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import javax.naming.NamingException;

/**
 * Finds JDBC drivers: the application's own first, then those beside the pool.
 *
 * @param loaders in this order
 */
record Drivers(List<ClassLoader> loaders) {
    /** The driver for a URL. */
    Driver forUrl(String url) throws NamingException {
        for (ClassLoader loader : loaders) {
            Iterator<Driver> found = ServiceLoader.load(Driver.class, loader).iterator();
            while (hasNext(found)) {
                Driver driver = next(found);
                if (driver != null && accepts(driver, url)) return driver;
            }
        }
        throw new NamingException("there is no JDBC driver for " + withoutSecrets(url)
                + "; put its jar into WEB-INF/lib, or into lib/datasource of jcorn");
    }

    /** The driver of that class. */
    Driver named(String className) throws NamingException {
        return Instance.of(type(className), Driver.class);
    }

    Class<?> type(String className) throws NamingException {
        for (ClassLoader loader : loaders) {
            try {
                return Class.forName(className, true, loader);
            } catch (ClassNotFoundException e) {
                // perhaps the next one has it
            }
        }
        throw new NamingException(
                "there is no class " + className + "; put its jar into WEB-INF/lib, or into lib/datasource of jcorn");
    }

    /** Up to the host: what comes behind it may hold a password. */
    private static String withoutSecrets(String url) {
        String[] parts = url.split(":", 3);
        return parts.length < 3 ? url : parts[0] + ":" + parts[1] + ":…";
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean hasNext(Iterator<Driver> drivers) {
        try {
            return drivers.hasNext();
        } catch (ServiceConfigurationError e) {
            return hasNext(drivers); // a provider file that can't be read: the others may be
        }
    }

    /** Null for a driver that can't be loaded. */
    private static Driver next(Iterator<Driver> drivers) {
        try {
            return drivers.next();
        } catch (ServiceConfigurationError e) {
            return null;
        }
    }
}
