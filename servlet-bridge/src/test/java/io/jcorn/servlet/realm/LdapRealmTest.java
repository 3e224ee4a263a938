package io.jcorn.servlet.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LdapRealmTest {
    private InMemoryDirectoryServer directory;

    @BeforeEach
    void start() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
        directory = new InMemoryDirectoryServer(config);
        directory.add("dn: dc=example", "objectClass: domain", "dc: example");
        directory.add("dn: ou=people,dc=example", "objectClass: organizationalUnit", "ou: people");
        directory.add("dn: ou=groups,dc=example", "objectClass: organizationalUnit", "ou: groups");
        directory.add(
                "dn: uid=alice,ou=people,dc=example",
                "objectClass: inetOrgPerson",
                "uid: alice",
                "cn: Alice",
                "sn: A",
                "userPassword: wonder");
        for (String group : new String[] {"staff", "admin"})
            directory.add(
                    "dn: cn=" + group + ",ou=groups,dc=example",
                    "objectClass: groupOfNames",
                    "cn: " + group,
                    "member: uid=alice,ou=people,dc=example");
        directory.startListening();
    }

    @AfterEach
    void stop() {
        directory.shutDown(true);
    }

    private Realm realm(String more) throws IOException {
        return Realms.open(Map.of(
                "realm",
                "type=ldap\nurl=ldap://127.0.0.1:" + directory.getListenPort()
                        + "\nuser-dn=uid={0},ou=people,dc=example" + more));
    }

    @Test
    void knowsWhoCanBindAndItsGroups() throws Exception {
        assertThat(realm("\nrole-base=ou=groups,dc=example").authenticate("alice", "wonder".toCharArray()))
                .isEqualTo(new User("alice", Set.of("staff", "admin")));
        assertThat(realm("").authenticate("alice", "wonder".toCharArray())).isEqualTo(new User("alice", Set.of()));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
                    alice,                          wrong
                    alice,                          ''
                    nobody,                         wonder
                    '',                             wonder
                    '*',                            wonder
                    'alice,ou=people,dc=example',   wonder
                    'x)(uid=alice',                 wonder
                    """)
    void knowsNobodyElse(String name, String password) throws Exception {
        assertThat(realm("").authenticate(name, password.toCharArray())).isNull();
    }

    @Test
    void failsRatherThanRefuseWhereItCannotTell() throws Exception {
        Realm realm = realm("\nrole-base=ou=nowhere,dc=example");
        assertThatThrownBy(() -> realm.authenticate("alice", "wonder".toCharArray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can't be asked");
        directory.shutDown(true);
        assertThatThrownBy(() -> realm.authenticate("alice", "wonder".toCharArray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can't be asked");
    }

    @Test
    void wantsAPlaceForTheName() {
        assertThatThrownBy(() -> Realms.open(Map.of("realm", "type=ldap\nurl=ldap://x\nuser-dn=uid=alice")))
                .hasMessageContaining("needs {0}");
    }
}
