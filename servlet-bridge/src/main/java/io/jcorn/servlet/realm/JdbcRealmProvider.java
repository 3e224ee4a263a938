package io.jcorn.servlet.realm;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** {@code --realm type=jdbc --realm url=… --realm user=… --realm password=…}; the driver's jar stands in {@code lib/worker}. */
public final class JdbcRealmProvider implements RealmProvider {
    private static final Set<String> OPTIONS = Set.of("url", "user", "password", "password-query", "roles-query");

    @Override
    public String type() {
        return "jdbc";
    }

    @Override
    public Realm open(Map<String, String> given) throws IOException {
        Options options = Options.of(type(), given, OPTIONS);
        String url = options.required("url");
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new IOException("there is no JDBC driver for " + url + "; put its jar into lib/worker", e);
        }
        Properties login = new Properties();
        for (String name : new String[] {"user", "password"}) {
            if (given.containsKey(name)) login.setProperty(name, given.get(name));
        }
        return new JdbcRealm(
                () -> DriverManager.getConnection(url, login),
                options.get("password-query", "SELECT password FROM users WHERE name = ?"),
                options.get("roles-query", "SELECT role FROM roles WHERE name = ?"));
    }
}
