package io.jcorn.servlet.security;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The nonces of DIGEST (RFC 7616 §3.3, §5.4): a time and random bytes, signed with a key that all workers have, so that each takes what another
 * gave out. A nonce is good for five minutes; within them each of its counts is taken once by a worker, in about any order, for browsers
 * send several requests at a time. Any thread; bounded.
 */
final class Nonces {
    enum Verdict {
        GOOD,
        /** Ours, but too old: the client may try again with a new one, without asking its user. */
        STALE,
        /** Not ours, or a count that came before: a replay. */
        BAD
    }

    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int MOST = 2000;
    /** How far a count may be behind the highest one. */
    private static final int WINDOW = 256;

    private static final int RANDOM_BYTES = 8;
    private static final int SIGNED_BYTES = Long.BYTES + RANDOM_BYTES;
    private static final int MAC_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    /** The counts that were seen of one nonce. */
    private static final class Uses {
        private long highest;
        private BitSet seen = new BitSet();

        /** @return whether it is new */
        boolean add(long count) {
            if (count > highest) {
                long steps = count - highest;
                BitSet moved = new BitSet();
                if (steps < WINDOW) {
                    seen.stream()
                            .map(i -> i + (int) steps)
                            .filter(i -> i < WINDOW)
                            .forEach(moved::set);
                }
                moved.set(0);
                seen = moved;
                highest = count;
                return true;
            }
            long behind = highest - count;
            if (behind >= WINDOW || seen.get((int) behind)) return false;
            seen.set((int) behind);
            return true;
        }
    }

    private final Map<String, Uses> uses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Uses> eldest) {
            return size() > MOST;
        }
    };
    private final SecretKeySpec key;
    private final SecureRandom random;
    private final InstantSource clock;

    /** @param key 32 bytes */
    Nonces(byte[] key, SecureRandom random, InstantSource clock) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.random = random;
        this.clock = clock;
    }

    String fresh() {
        byte[] some = new byte[RANDOM_BYTES];
        random.nextBytes(some);
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES)
                .putLong(clock.millis())
                .put(some)
                .array();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(SIGNED_BYTES + MAC_BYTES)
                        .put(signed)
                        .put(mac(signed))
                        .array());
    }

    /** Whether a nonce is ours and how old it is; says nothing of its counts. */
    Verdict check(String nonce) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return Verdict.BAD;
        }
        if (bytes.length != SIGNED_BYTES + MAC_BYTES) return Verdict.BAD;
        byte[] signed = Arrays.copyOf(bytes, SIGNED_BYTES);
        if (!MessageDigest.isEqual(mac(signed), Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length)))
            return Verdict.BAD;
        long age = clock.millis() - ByteBuffer.wrap(signed).getLong();
        return age > LIFETIME.toMillis() ? Verdict.STALE : Verdict.GOOD;
    }

    /** Takes a count of a good nonce. @return false if it came before */
    boolean use(String nonce, long count) {
        synchronized (uses) {
            return uses.computeIfAbsent(nonce, n -> new Uses()).add(count);
        }
    }

    private byte[] mac(byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(signed), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
