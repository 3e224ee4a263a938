package io.jcorn.servlet.security;

import io.jcorn.passwd.DigestAlgorithm;
import io.jcorn.servlet.realm.Realm;
import io.jcorn.servlet.realm.Realm.Digested;
import io.jcorn.servlet.realm.User;
import io.jcorn.servlet.request.BridgeRequest;
import io.jcorn.servlet.request.Caller;
import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/** Asks the realm, unless too many wrong answers were given before; one for all applications of a worker. Any thread; may block. */
final class Logins {
    /** Longer ones are nobody's, and aren't worth a hash. */
    private static final int LONGEST_NAME = 256;

    private static final int LONGEST_PASSWORD = 1024;

    private final Realm realm;
    private final LockOut lockOut;
    private final CheckedPasswords checked;

    Logins(Realm realm, LockOut lockOut, SecureRandom random, InstantSource clock) {
        this.realm = realm;
        this.lockOut = lockOut;
        this.checked = new CheckedPasswords(random, clock);
    }

    /** null if that is no user's password, or may not be tried */
    Caller check(String name, String password, String authType, BridgeRequest request) throws IOException {
        if (name.length() > LONGEST_NAME || password.length() > LONGEST_PASSWORD) return null;
        User user = checked.find(name, password);
        if (user != null) return caller(user, authType);
        String address = request.getRemoteAddr();
        if (lockOut.isLocked(name, address)) return null;
        user = realm.authenticate(name, password.toCharArray());
        if (user == null) {
            lockOut.failed(name, address);
            return null;
        }
        lockOut.succeeded(name, address);
        checked.keep(name, password, user);
        return caller(user, authType);
    }

    List<DigestAlgorithm> digestAlgorithms() {
        return realm.digestAlgorithms();
    }

    /**
     * As {@link #check}, for DIGEST.
     *
     * @param isRight whether the response is the one for that hash; asked for unknown users as well
     */
    Caller digest(
            String name,
            String realmName,
            DigestAlgorithm algorithm,
            Predicate<String> isRight,
            String authType,
            BridgeRequest request)
            throws IOException {
        String address = request.getRemoteAddr();
        if (name.length() > LONGEST_NAME || lockOut.isLocked(name, address)) return null;
        Digested found = realm.digested(name, realmName, algorithm);
        boolean right = isRight.test(found == null ? algorithm.hex(name) : found.hash());
        if (!right || found == null) {
            lockOut.failed(name, address);
            return null;
        }
        lockOut.succeeded(name, address);
        return caller(found.user(), authType);
    }

    Caller certified(X509Certificate certificate, String authType) throws IOException {
        User user = realm.certified(certificate);
        return user == null ? null : caller(user, authType);
    }

    private static Caller caller(User user, String authType) {
        return new Caller(new CallerPrincipal(user.name()), user.roles(), authType);
    }
}
