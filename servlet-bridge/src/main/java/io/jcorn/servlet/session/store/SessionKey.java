package io.jcorn.servlet.session.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Under what a session is stored.
 *
 * @param application which web application's it is, see {@link #applicationAt}
 * @param id as the client has it: US-ASCII
 */
public record SessionKey(long application, String id) {
    /** How many characters at the end of an id nobody can guess. */
    public static final int RANDOM_CHARS = 24;

    /** What an id has in front of those, by which stores may sort; empty for one that has nothing else. */
    public String place() {
        return id.substring(0, Math.max(0, id.length() - RANDOM_CHARS));
    }

    /** A number for the application at a context path, the same in all workers; others have others but by chance. */
    public static long applicationAt(String contextPath) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(contextPath.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Without the id: it is a credential, and what prints a key may be a log. */
    @Override
    public String toString() {
        return "session key";
    }
}
