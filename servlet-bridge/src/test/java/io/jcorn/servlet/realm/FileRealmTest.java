package io.jcorn.servlet.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.passwd.DigestAlgorithm;
import io.jcorn.passwd.Pbkdf2;
import io.jcorn.servlet.testing.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileRealmTest {

    private final LogCapture log = new LogCapture("jcorn.security");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("users");
    }

    @AfterEach
    void printAgain() {
        log.close();
    }

    private Realm realm(String... lines) throws IOException {
        Files.write(file, List.of(lines));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return Realms.open(Map.of("users", file.toString()));
    }

    private static User authenticate(Realm realm, String name, String password) throws IOException {
        return realm.authenticate(name, password.toCharArray());
    }

    @Test
    void knowsUsersByEachKindOfSecret() throws Exception {
        Realm realm = realm(
                "# staff",
                "",
                "alice:" + Pbkdf2.of("wonder".toCharArray(), 10, new SecureRandom()) + ": admin , staff",
                "bob:{plain}builder",
                "carol:*:staff");

        assertThat(authenticate(realm, "alice", "wonder")).isEqualTo(new User("alice", Set.of("admin", "staff")));
        assertThat(authenticate(realm, "bob", "builder")).isEqualTo(new User("bob", Set.of()));
        for (String name : List.of("alice", "bob", "carol", "nobody", ""))
            for (String wrong : List.of("", "*", "secret", "{plain}builder"))
                assertThat(authenticate(realm, name, wrong)).isNull();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    password, $2a$05$bvIG6Nmid91Mu9RcmmWZfO5HJIMCT8riNW0hEp8f6/FuA2/mHZFpe
                    U*U,      $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW
                    U*U,      $2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW
                    U*U,      $2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW
                    """)
    void knowsBcryptOfOthers(String password, String hash) throws Exception {
        Realm realm = realm("alice:" + hash + ":staff");

        assertThat(authenticate(realm, "alice", password)).isNotNull();
        assertThat(authenticate(realm, "alice", password + "x")).isNull();
    }

    @Test
    void givesDigestWhatItNeeds() throws Exception {
        String stored = DigestAlgorithm.SHA_256.hash("alice", "shop", "wonder");
        Realm realm = realm(
                "alice:* {digest-sha-256}" + stored.toUpperCase(java.util.Locale.ROOT) + ":staff",
                "bob:{plain}builder");

        assertThat(realm.digestAlgorithms()).containsExactlyInAnyOrder(DigestAlgorithm.values());
        assertThat(realm.digested("alice", "shop", DigestAlgorithm.SHA_256).hash())
                .isEqualTo(stored);
        assertThat(realm.digested("alice", "shop", DigestAlgorithm.MD5)).isNull();
        assertThat(realm.digested("bob", "shop", DigestAlgorithm.MD5).hash())
                .isEqualTo(DigestAlgorithm.MD5.hash("bob", "shop", "builder"));
        assertThat(realm.digested("nobody", "shop", DigestAlgorithm.MD5)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    alice                             | users:2: a line is NAME:HASH:ROLE,ROLE
                    :{plain}x                         | users:2: a line is NAME:HASH:ROLE,ROLE
                    alice:a:b:c                       | users:2: a line is NAME:HASH:ROLE,ROLE
                    alice:hunter2                     | users:2: the password is in no form
                    alice:{plain}                     | users:2: the password is in no form
                    alice:$2y$04$short                | users:2: the password is in no form
                    alice:$pbkdf2-sha256$x            | users:2: a malformed PBKDF2 hash
                    alice:{digest-md5}12              | users:2: a malformed digest
                    alice:{digest-sha-1}12            | users:2: a malformed digest
                    alice:{plain}a {plain}b           | users:2: two passwords
                    bob:{plain}b                      | users:2: a second line for the same user
                    """)
    void tellsTheLineThatIsWrong(String line, String message) {
        assertThatThrownBy(() -> realm("bob:{plain}b", line))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void tellsThatThereIsNoFile() {
        assertThatThrownBy(() -> Realms.open(Map.of("users", file.toString())))
                .hasMessageContaining("can't be read: NoSuchFileException");
    }

    @Test
    void warnsOfPlainPasswordsAndOfReaders() throws Exception {
        realm("alice:*", "bob:{plain}b");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Realms.open(Map.of("realm", "type=file\nfile=" + file));

        assertThat(log.records())
                .extracting(r -> MessageFormat.format(r.getMessage(), r.getParameters()))
                .contains(file + ": passwords in plain text in lines [2]; hash them with `jcorn hash-password`")
                .contains(file + ": everybody may read the file of users (rw-r--r--); chmod o-r it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    type=none   | there is no realm of type 'none'; there are [file, jdbc, ldap]
                    file=users  | realm needs a type
                    type=file   | needs the option file
                    type        | is no option
                    type=jdbc   | needs the option url
                    type=ldap   | needs the option user-dn
                    """)
    void tellsWhatIsWrongWithARealm(String option, String message) {
        assertThatThrownBy(() -> Realms.open(Map.of("realm", option))).hasMessageContaining(message);
    }

    @Test
    void knowsNobodyWithoutUsers() throws Exception {
        assertThat(authenticate(Realms.open(Map.of()), "alice", "")).isNull();
    }
}
