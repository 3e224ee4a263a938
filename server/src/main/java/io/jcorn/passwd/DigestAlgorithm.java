package io.jcorn.passwd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The hash functions of DIGEST (RFC 7616 §3.2), the preferred one first. MD5 is for clients that know nothing better. */
public enum DigestAlgorithm {
    SHA_256("SHA-256"),
    MD5("MD5");

    private final String token;

    DigestAlgorithm(String token) {
        this.token = token;
    }

    /** The name in the field, and the JDK's too. */
    public String token() {
        return token;
    }

    /** The hash of a text in UTF-8, in lower-case hexadecimal. */
    public String hex(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(token).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has " + token, e);
        }
    }

    /** What a realm stores instead of the password: H(user:realm:password) (RFC 7616 §3.4.2). */
    public String hash(String user, String realmName, String password) {
        return hex(user + ':' + realmName + ':' + password);
    }

    /** How a file of users marks such a hash: {@code {digest-sha-256}}. */
    public String mark() {
        return "{digest-" + token.toLowerCase(Locale.ROOT) + "}";
    }

    /** How many characters {@link #hex} has. */
    public int hexLength() {
        return this == MD5 ? 32 : 64;
    }
}
