package io.jcorn.servlet.security;

import io.jcorn.app.AppEnvironment;
import io.jcorn.servlet.realm.Realm;
import io.jcorn.servlet.realm.Realms;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** What all applications of a worker share: the realm, what is known of failed logins, the secure port (Servlet 6.1 §13.7). */
public final class SecurityDomain implements Closeable {
    private final Realm realm;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.system();
    private final Logins logins;
    private final int securePort;
    private final Path workFolder;
    private Nonces nonces;

    private SecurityDomain(Realm realm, Map<String, String> settings, Path workFolder) {
        this.realm = realm;
        this.workFolder = workFolder;
        this.securePort = Integer.parseInt(settings.getOrDefault("secure-port", "0"));
        int attempts = Integer.parseInt(settings.getOrDefault("login-attempts", "5"));
        Duration lockout = AppEnvironment.seconds(settings.getOrDefault("login-lockout", "300"));
        LockOut lockOut = new LockOut(attempts, lockout, clock);
        this.logins = new Logins(realm, lockOut, random, clock);
    }

    /** Opens the realm that the settings name; blocks. @throws IOException with one line for the operator */
    public static SecurityDomain open(AppEnvironment environment) throws IOException {
        return of(Realms.open(environment.settings()), environment.settings(), environment.workFolder());
    }

    /** A domain of that realm, which it takes over. */
    public static SecurityDomain of(Realm realm, Map<String, String> settings, Path workFolder) {
        return new SecurityDomain(realm, settings, workFolder);
    }

    boolean hasUsers() {
        return realm != Realms.NOBODY;
    }

    Logins logins() {
        return logins;
    }

    SecurePort securePort() {
        return new SecurePort(securePort);
    }

    InstantSource clock() {
        return clock;
    }

    /** For the thread that deploys. Blocks: the key is in a file. */
    Nonces nonces() throws IOException {
        if (nonces == null) nonces = new Nonces(SharedKey.in(workFolder, random), random, clock);
        return nonces;
    }

    @Override
    public void close() throws IOException {
        realm.close();
    }
}
