package io.jcorn.servlet.session;

import static io.jcorn.servlet.session.store.SessionKey.RANDOM_CHARS;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Session ids, of characters that need no quoting in a cookie or a path:
 *
 * <pre>
 *   place 4 | 144 random bits 24
 * </pre>
 *
 * <p>A store that is sorted by ids keeps together what has neighbouring places (docs/decisions/session-ids.md). A thread
 * counts them up from a random one, in characters that sort as their codes do; where threads are many, some share a count.
 *
 * <p>Random bytes are drawn for a few hundred ids at a time, for {@link SecureRandom} has a lock. Threads share a block
 * without one: each takes its own bytes by moving a counter.
 */
public final class SessionIds {
    /** How many characters of an id say where it lies. */
    private static final int PLACE_CHARS = 4;

    private static final int BYTES = 18;
    private static final int IDS_PER_BLOCK = 256;
    private static final int BITS_PER_CHAR = 6;
    private static final int COUNTS = 64;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder();
    /** Those of Base64, in the order of their codes. */
    private static final String SORTED = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private static final class Block {
        final byte[] bytes = new byte[BYTES * IDS_PER_BLOCK];
        final AtomicInteger taken = new AtomicInteger();
    }

    private final SecureRandom random = new SecureRandom();
    /** Which place is next; a thread's is found by its number. */
    private final AtomicIntegerArray places =
            new AtomicIntegerArray(random.ints(COUNTS).toArray());

    private volatile Block block;

    /** Whether it looks like one of ours, or of a version of jcorn that knew no places; a client may send anything. */
    public static boolean isId(String text) {
        if (text == null || text.length() != PLACE_CHARS + RANDOM_CHARS && text.length() != RANDOM_CHARS) {
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
                return nextPlace() + encode(current.bytes, index * BYTES);
            }
            refill();
        }
    }

    private String nextPlace() {
        int place = places.getAndIncrement((int) (Thread.currentThread().getId() % COUNTS));
        char[] chars = new char[PLACE_CHARS];
        for (int i = PLACE_CHARS - 1; i >= 0; i--) {
            chars[i] = SORTED.charAt(place & SORTED.length() - 1);
            place >>>= BITS_PER_CHAR;
        }
        return new String(chars);
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
