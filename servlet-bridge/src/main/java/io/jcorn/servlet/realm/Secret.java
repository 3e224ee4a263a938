package io.jcorn.servlet.realm;

import io.jcorn.passwd.Pbkdf2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** What is stored of a password. Comparing takes as long for a wrong one as for the right one. */
sealed interface Secret {
    boolean matches(char[] password);

    /** Made by {@code jcorn hash-password}. */
    record Hashed(Pbkdf2 hash) implements Secret {
        @Override
        public boolean matches(char[] password) {
            return hash.matches(password);
        }
    }

    /** Made by others, {@code htpasswd -B} for one. Looks at the first 72 bytes of a password only, as the algorithm has it. */
    record Bcrypt(String hash) implements Secret {
        @Override
        public boolean matches(char[] password) {
            return BCrypt.checkpw(new String(password), hash);
        }
    }

    /** The password itself. */
    record Plain(String text) implements Secret {
        @Override
        public boolean matches(char[] password) {
            return MessageDigest.isEqual(
                    text.getBytes(StandardCharsets.UTF_8), new String(password).getBytes(StandardCharsets.UTF_8));
        }
    }
}
