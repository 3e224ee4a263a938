package io.jcorn.servlet.session;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Session ids: 144 random bits each, as 24 characters that need no quoting in a cookie or a path.
 *
 * <p>Random bytes are drawn for a few hundred ids at a time, for {@link SecureRandom} has a lock. Threads share a block
 * without one: each takes its own bytes by moving a counter.
 */
public final class SessionIds {
    private static final int BYTES = 18;
    private static final int IDS_PER_BLOCK = 256;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder();

    private static final class Block {
        final byte[] bytes = new byte[BYTES * IDS_PER_BLOCK];
        final AtomicInteger taken = new AtomicInteger();
    }

    private final SecureRandom random = new SecureRandom();
    private volatile Block block;

    /** Whether it looks like one of ours; a client may send anything. */
    public static boolean isId(String text) {
        if (text == null || text.length() != BYTES / 3 * 4) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')) {
                return false;
            }
        }
        return true;
    }

    String next() {
        for (Block current = block; ; current = block) {
            int index = current == null ? IDS_PER_BLOCK : current.taken.getAndIncrement();
            if (index < IDS_PER_BLOCK) {
                return encode(current.bytes, index * BYTES);
            }
            refill();
        }
    }

    /** Threads that find the block empty at the same time each bring one; the last stays, the others are lost. */
    private void refill() {
        Block fresh = new Block();
        random.nextBytes(fresh.bytes);
        block = fresh;
    }

    private static String encode(byte[] bytes, int offset) {
        byte[] own = new byte[BYTES];
        System.arraycopy(bytes, offset, own, 0, BYTES);
        java.util.Arrays.fill(bytes, offset, offset + BYTES, (byte) 0); // not to be found in a heap dump
        return ENCODER.encodeToString(own);
    }
}
