package io.jcorn.passwd;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password hashed by PBKDF2 (RFC 8018 §5.2), in the text form that Python's passlib made common:
 * {@code $pbkdf2-sha256$600000$SALT$HASH}, base64 with {@code .} for {@code +} and without padding. Immutable.
 */
public final class Pbkdf2 {
    /** OWASP's advice of 2023 for HMAC-SHA-256; see docs/decisions/bcrypt.md for what it costs. */
    public static final int ITERATIONS = 600_000;

    private static final Pattern FORMAT =
            Pattern.compile("\\$pbkdf2-(sha256|sha512)\\$([0-9]{1,8})\\$([A-Za-z0-9./]+)\\$([A-Za-z0-9./]+)");
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LEAST_HASH_BYTES = 16;

    private final String digest;
    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private Pbkdf2(String digest, int iterations, byte[] salt, byte[] hash) {
        this.digest = digest;
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** Whether a text claims to be one of these. */
    public static boolean isOne(String text) {
        return text.startsWith("$pbkdf2-");
    }

    /** @throws IllegalArgumentException saying what a right one looks like; never the text */
    public static Pbkdf2 parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) == 0) throw malformed();
        byte[] hash = bytes(matcher.group(4));
        if (hash.length < LEAST_HASH_BYTES) throw malformed();
        return new Pbkdf2(matcher.group(1), Integer.parseInt(matcher.group(2)), bytes(matcher.group(3)), hash);
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("a malformed PBKDF2 hash; right is $pbkdf2-sha256$ITERATIONS$SALT$HASH, "
                + "which `jcorn hash-password` makes");
    }

    /** A hash of that password with a new salt. Takes as long as {@code iterations} do. */
    public static Pbkdf2 of(char[] password, int iterations, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Pbkdf2("sha256", iterations, salt, derive("sha256", password, salt, iterations, HASH_BYTES));
    }

    /** Takes as long for a wrong password as for the right one. */
    public boolean matches(char[] password) {
        return MessageDigest.isEqual(hash, derive(digest, password, salt, iterations, hash.length));
    }

    private static byte[] derive(String digest, char[] password, byte[] salt, int iterations, int length) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, 8 * length);
        try {
            return SecretKeyFactory.getInstance(
                            digest.equals("sha256") ? "PBKDF2WithHmacSHA256" : "PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getDecoder().decode(text.replace('.', '+'));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes).replace('+', '.');
    }

    /** The text form, for a file of users. */
    @Override
    public String toString() {
        return "$pbkdf2-" + digest + "$" + iterations + "$" + text(salt) + "$" + text(hash);
    }
}
