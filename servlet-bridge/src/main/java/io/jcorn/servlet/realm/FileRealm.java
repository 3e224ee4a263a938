package io.jcorn.servlet.realm;

import io.jcorn.passwd.DigestAlgorithm;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** Users of a file, read once: a reload's new workers read it again. Immutable. */
final class FileRealm implements Realm {
    private final Map<String, FileUser> users = new HashMap<>();
    private final Map<X500Principal, User> subjects = new HashMap<>();
    private final Set<DigestAlgorithm> algorithms = EnumSet.noneOf(DigestAlgorithm.class);
    /** Somebody's secret, to compare with where there is no user, so that it takes as long. */
    private final Secret decoy;

    FileRealm(List<FileUser> all) {
        Secret slow = new Secret.Plain("");
        for (FileUser each : all) {
            users.put(each.user().name(), each);
            if (each.secret() == null) addSubject(each.user());
            if (each.secret() != null && !(each.secret() instanceof Secret.Plain)) slow = each.secret();
            for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
                if (hashes(each, algorithm)) algorithms.add(algorithm);
            }
        }
        decoy = slow;
    }

    private void addSubject(User user) {
        try {
            subjects.put(new X500Principal(user.name()), user);
        } catch (IllegalArgumentException e) {
            // no distinguished name: a user that can't log in by certificate
        }
    }

    private static boolean hashes(FileUser user, DigestAlgorithm algorithm) {
        return user.digests().containsKey(algorithm) || user.secret() instanceof Secret.Plain;
    }

    @Override
    public User authenticate(String name, char[] password) {
        FileUser found = users.get(name);
        Secret secret = found == null ? null : found.secret();
        boolean matches = (secret == null ? decoy : secret).matches(password);
        return matches && secret != null ? found.user() : null;
    }

    @Override
    public User certified(X509Certificate certificate) {
        return subjects.get(certificate.getSubjectX500Principal());
    }

    @Override
    public List<DigestAlgorithm> digestAlgorithms() {
        return List.copyOf(algorithms);
    }

    @Override
    public Digested digested(String name, String realmName, DigestAlgorithm algorithm) {
        FileUser found = users.get(name);
        if (found == null) return null;
        String stored = found.digests().get(algorithm);
        if (stored == null && found.secret() instanceof Secret.Plain plain)
            stored = algorithm.hash(name, realmName, plain.text());
        return stored == null ? null : new Digested(found.user(), stored);
    }
}
