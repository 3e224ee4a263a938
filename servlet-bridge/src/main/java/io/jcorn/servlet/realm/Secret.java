package io.jcorn.servlet.realm;

import io.jcorn.passwd.Pbkdf2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** What is stored of a password. Comparing takes as long for a wrong one as for the right one. */
sealed interface Secret {
    /** Nobody's, to compare with where there is no user: as slow as what {@code jcorn hash-password} makes. */
    Secret DECOY = new Hashed(Pbkdf2.parse("$pbkdf2-sha256$" + Pbkdf2.ITERATIONS + "$bm9ib2R5$" + "A".repeat(43)));

    boolean matches(char[] password);

    /** @throws IllegalArgumentException for what is in no form that is known; the message doesn't repeat it */
    static Secret parse(String text) {
        if (Pbkdf2.isOne(text)) return new Hashed(Pbkdf2.parse(text));
        if (Bcrypt.FORMAT.matcher(text).matches()) return new Bcrypt(text);
        if (text.startsWith(Plain.MARK) && text.length() > Plain.MARK.length())
            return new Plain(text.substring(Plain.MARK.length()));
        throw new IllegalArgumentException("the password is in no form that jcorn knows; make one with"
                + " `jcorn hash-password` or `htpasswd -nB`, or give {plain}PASSWORD, or * for none");
    }

    /** Made by {@code jcorn hash-password}. */
    record Hashed(Pbkdf2 hash) implements Secret {
        @Override
        public boolean matches(char[] password) {
            return hash.matches(password);
        }
    }

    /** Made by others, {@code htpasswd -B} for one. Looks at the first 72 bytes of a password only, as the algorithm has it. */
    record Bcrypt(String hash) implements Secret {
        private static final Pattern FORMAT =
                Pattern.compile("\\$2[aby]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}");

        @Override
        public boolean matches(char[] password) {
            return BCrypt.checkpw(new String(password), hash);
        }
    }

    /** The password itself. */
    record Plain(String text) implements Secret {
        private static final String MARK = "{plain}";

        @Override
        public boolean matches(char[] password) {
            return MessageDigest.isEqual(
                    text.getBytes(StandardCharsets.UTF_8), new String(password).getBytes(StandardCharsets.UTF_8));
        }
    }
}
