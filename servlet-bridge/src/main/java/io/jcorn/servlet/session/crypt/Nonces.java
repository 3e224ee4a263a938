package io.jcorn.servlet.session.crypt;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Nonces that come once, whatever other processes use the same key: 12 random bytes, and 12 that count messages since those
 * were drawn. The random half makes a key, see {@link ExtendedGcm}, which so stays the same for long. Any thread.
 */
final class Nonces {
    /** Of one random half: as many messages as AES-GCM may encrypt by one key without a thought of its bounds. */
    private static final long MAX_COUNT = 1L << 32;

    private static final class Series {
        final byte[] random = new byte[ExtendedGcm.NONCE_BYTES / 2];
        final AtomicLong count = new AtomicLong();
    }

    private final SecureRandom source = new SecureRandom();
    private volatile Series series = draw();

    private Series draw() {
        Series drawn = new Series();
        source.nextBytes(drawn.random);
        return drawn;
    }

    byte[] next() {
        for (Series current = series; ; current = series) {
            long count = current.count.getAndIncrement();
            if (count < MAX_COUNT) {
                return ByteBuffer.allocate(ExtendedGcm.NONCE_BYTES)
                        .put(current.random)
                        .putInt(0)
                        .putLong(count)
                        .array();
            }
            series = draw(); // threads that come at the same time each draw one: the last stays
        }
    }
}
