package io.jcorn.servlet.realm;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Users in a database: two queries with the user's name, one for the secret, which is stored as in a file of users, and one for the roles. A
 * connection is opened for each question: there is one for each user and minute at most, and no pool to go stale.
 */
final class JdbcRealm implements Realm {
    /** Where connections come from. */
    interface Connections {
        Connection open() throws SQLException;
    }

    private final Connections connections;
    private final String passwordQuery;
    private final String rolesQuery;
    /** What a stranger's password is compared with: as slow as the last user's. */
    private volatile Secret decoy = Secret.DECOY;

    JdbcRealm(Connections connections, String passwordQuery, String rolesQuery) {
        this.connections = connections;
        this.passwordQuery = passwordQuery;
        this.rolesQuery = rolesQuery;
    }

    @Override
    public User authenticate(String name, char[] password) throws IOException {
        String stored;
        Set<String> roles;
        try (Connection connection = connections.open()) {
            Set<String> found = query(connection, passwordQuery, name);
            stored = found.isEmpty() ? null : found.iterator().next();
            roles = query(connection, rolesQuery, name);
        } catch (SQLException e) {
            throw new IOException("the realm's database can't be asked: " + e.getMessage(), e);
        }
        if (stored == null) {
            decoy.matches(password);
            return null;
        }
        Secret secret = secret(stored);
        decoy = secret;
        return secret.matches(password) ? new User(name, roles) : null;
    }

    private static Secret secret(String stored) throws IOException {
        try {
            return Secret.parse(stored.strip());
        } catch (IllegalArgumentException e) {
            throw new IOException("a password in the realm's database: " + e.getMessage(), e);
        }
    }

    private static Set<String> query(Connection connection, String query, String name) throws SQLException {
        Set<String> values = new LinkedHashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String value = rows.getString(1);
                    if (value != null) values.add(value);
                }
            }
        }
        return values;
    }
}
