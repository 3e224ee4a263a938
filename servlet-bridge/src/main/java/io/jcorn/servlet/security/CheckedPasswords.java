package io.jcorn.servlet.security;

import io.jcorn.servlet.realm.User;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that were right a moment ago: with BASIC each request brings one, and a good hash takes a fifth of a second to compare.
 *
 * <p>Kept are not the passwords but their HMACs with a key that only this process has, for a minute, a thousand at most. Wrong ones are never
 * kept. Any thread.
 */
final class CheckedPasswords {
    private static final int MOST = 1000;
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final String ALGORITHM = "HmacSHA256";

    private record Checked(User user, long until) {}

    private final Map<String, Checked> checked = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Checked> eldest) {
            return size() > MOST;
        }
    };
    private final SecretKeySpec key;
    private final InstantSource clock;

    CheckedPasswords(SecureRandom random, InstantSource clock) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        this.clock = clock;
    }

    /** The user whose password that was lately; null if it has to be checked. */
    User find(String name, String password) {
        String digest = digest(name, password);
        synchronized (checked) {
            Checked found = checked.get(digest);
            return found != null && clock.millis() < found.until() ? found.user() : null;
        }
    }

    void keep(String name, String password, User user) {
        String digest = digest(name, password);
        synchronized (checked) {
            checked.put(digest, new Checked(user, clock.millis() + KEPT.toMillis()));
        }
    }

    private String digest(String name, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((name.length() + ":" + name).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
