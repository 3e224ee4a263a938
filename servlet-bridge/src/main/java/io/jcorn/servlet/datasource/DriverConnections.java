package io.jcorn.servlet.datasource;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * New connections of a driver, asked itself: {@link java.sql.DriverManager} hides drivers from whoever's class loader doesn't see them. Any
 * thread.
 */
final class DriverConnections implements DataSource {
    private final Driver driver;
    private final String url;
    private final Properties properties;

    /** @param properties user and password among them */
    DriverConnections(Driver driver, String url, Properties properties) {
        this.driver = driver;
        this.url = url;
        this.properties = properties;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(properties);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties others = new Properties();
        others.putAll(properties);
        others.setProperty("user", user);
        others.setProperty("password", password);
        return connect(others);
    }

    private Connection connect(Properties given) throws SQLException {
        Connection connection = driver.connect(url, given);
        if (connection == null)
            throw new SQLException(driver.getClass().getName() + " doesn't know the URL of this data source");
        return connection;
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // the driver has its own log
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // a matter of the driver's properties
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("no " + type.getName() + " inside");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
