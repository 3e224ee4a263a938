package io.jcorn.servlet.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.passwd.Pbkdf2;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcRealmTest {
    private static final String URL = "jdbc:h2:mem:realm";

    private Connection keepsTheDatabase;

    @BeforeEach
    void fill() throws Exception {
        keepsTheDatabase = DriverManager.getConnection(URL, "sa", "pw");
        execute("CREATE TABLE users (name VARCHAR, password VARCHAR)");
        execute("CREATE TABLE roles (name VARCHAR, role VARCHAR)");
        execute("INSERT INTO users VALUES ('alice', '" + Pbkdf2.of("wonder".toCharArray(), 10, new SecureRandom())
                + "'), ('odd', 'hunter2')");
        execute("INSERT INTO roles VALUES ('alice', 'staff'), ('alice', 'admin'), ('bob', 'staff')");
    }

    @AfterEach
    void drop() throws Exception {
        execute("SHUTDOWN");
        keepsTheDatabase.close();
    }

    private void execute(String sql) throws Exception {
        try (var statement = keepsTheDatabase.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Realm realm(String more) throws IOException {
        return Realms.open(Map.of("realm", "type=jdbc\nurl=" + URL + "\nuser=sa\npassword=pw" + more));
    }

    @Test
    void knowsUsersAndTheirRoles() throws Exception {
        Realm realm = realm("");

        assertThat(realm.authenticate("alice", "wonder".toCharArray()))
                .isEqualTo(new User("alice", Set.of("staff", "admin")));
        assertThat(realm.authenticate("alice", "wrong".toCharArray())).isNull();
        assertThat(realm.authenticate("bob", "".toCharArray())).isNull();
        assertThat(realm.authenticate("' OR '1'='1", "wonder".toCharArray())).isNull();
    }

    @Test
    void asksWithQueriesOfOnesOwn() throws Exception {
        Realm realm = realm("\nroles-query=SELECT 'reader' FROM users WHERE name = ?");

        assertThat(realm.authenticate("alice", "wonder".toCharArray())).isEqualTo(new User("alice", Set.of("reader")));
    }

    @Test
    void failsRatherThanRefuseWhereItCannotTell() throws Exception {
        assertThatThrownBy(() -> realm("").authenticate("odd", "hunter2".toCharArray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in no form that jcorn knows")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> realm("\npassword-query=SELECT nothing").authenticate("alice", "x".toCharArray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can't be asked");
    }

    @Test
    void tellsThatADriverIsMissing() {
        assertThatThrownBy(() -> Realms.open(Map.of("realm", "type=jdbc\nurl=jdbc:none:x")))
                .hasMessageContaining("no JDBC driver for jdbc:none:x");
        assertThatThrownBy(() -> realm("\nusr=sa")).hasMessageContaining("has no option 'usr'");
    }
}
