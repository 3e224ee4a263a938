package io.jcorn.servlet.session.crypt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Names in a store that tell nothing of what they are made of, as long as that holds a secret. */
final class Hash {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder();

    private static final int TEXT_BYTES = 18;

    private Hash() {}

    /** SHA-256; another one for each {@code purpose}. */
    static byte[] of(String purpose, byte[] secret) {
        return begin(purpose).digest(secret);
    }

    /**
     * 144 bits of it, as text.
     *
     * @param secret without NUL, which ends it
     */
    static String textOf(String purpose, String secret, String name) {
        MessageDigest digest = begin(purpose);
        digest.update(secret.getBytes(UTF_8));
        digest.update((byte) 0);
        byte[] hash = Arrays.copyOf(digest.digest(name.getBytes(UTF_8)), TEXT_BYTES);
        return ENCODER.encodeToString(hash);
    }

    private static MessageDigest begin(String purpose) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(("jcorn session " + purpose).getBytes(UTF_8));
            digest.update((byte) 0);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
