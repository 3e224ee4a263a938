package io.jcorn.servlet.realm;

import io.jcorn.passwd.DigestAlgorithm;
import java.io.Closeable;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Tells who users are and which roles they have (the security policy domain of Servlet 6.1 §13.7). One for all applications of a worker;
 * asked by many request threads at a time; may block. Lock-out after failures and a short memory of passwords that were right are the
 * caller's concern.
 *
 * <p>{@link IOException} means that it could not be found out: the request fails with 500, and the failure doesn't count against the user.
 */
public interface Realm extends Closeable {
    /**
     * The user of that name and password; null if there is none. Should take as long for an unknown user as for a wrong password, else
     * strangers find out who is a user.
     *
     * @param password not to be kept
     */
    User authenticate(String name, char[] password) throws IOException;

    /** The user that a client certificate, verified by TLS, stands for; null if it is nobody's. */
    default User certified(X509Certificate certificate) throws IOException {
        return null;
    }

    /** In which algorithms {@link #digested} knows anybody at all; the order doesn't matter. */
    default List<DigestAlgorithm> digestAlgorithms() {
        return List.of();
    }

    /** What a user's DIGEST response is computed from; null if there is no such user, or nothing is stored for it. */
    default Digested digested(String name, String realmName, DigestAlgorithm algorithm) throws IOException {
        return null;
    }

    /**
     * A user as DIGEST needs it.
     *
     * @param hash H(name:realm:password) in lower-case hexadecimal (RFC 7616 §3.4.2): as good as the password in this realm
     */
    record Digested(User user, String hash) {}

    @Override
    default void close() throws IOException {}
}
