package io.jcorn.servlet.session.crypt;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * XAES-256-GCM (c2sp.org/XAES-256-GCM): AES-256-GCM with a nonce of 24 bytes, the first half of which makes a key of its
 * own. Any thread.
 *
 * <p>Such keys are kept, and so are the JDK's ciphers: making one and telling it another key takes five times as long as a
 * message of 500 bytes.
 */
final class ExtendedGcm {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 24;
    static final int TAG_BYTES = 16;

    private static final int BLOCK_BYTES = 16;
    private static final int HALF_NONCE_BYTES = NONCE_BYTES / 2;
    /** Reduces in GF(2^128): x^7 + x^2 + x + 1. */
    private static final int POLYNOMIAL = 0x87;

    /** Each process draws one half nonce and writes with it: these are many worker lives. */
    private static final int MAX_DERIVED = 256;

    private final SecretKeySpec key;
    /** K1 of CMAC (NIST SP 800-38B §6.1). */
    private final byte[] mask;
    /** By the first half of a nonce. */
    private final ConcurrentMap<ByteBuffer, SecretKeySpec> derived = new ConcurrentHashMap<>();

    private final Queue<Cipher> encrypting = new ConcurrentLinkedQueue<>();
    private final Queue<Cipher> decrypting = new ConcurrentLinkedQueue<>();

    /** @param key of {@link #KEY_BYTES} */
    ExtendedGcm(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        this.mask = doubled(blocks(new byte[BLOCK_BYTES]));
    }

    private static byte[] doubled(byte[] block) {
        byte[] doubled = new byte[BLOCK_BYTES];
        int carry = 0;
        for (int i = BLOCK_BYTES - 1; i >= 0; i--) {
            int bits = block[i] & 0xff;
            doubled[i] = (byte) (bits << 1 | carry);
            carry = bits >>> 7;
        }
        doubled[BLOCK_BYTES - 1] ^= (byte) (carry * POLYNOMIAL);
        return doubled;
    }

    @SuppressWarnings("InsecureCryptoUsage") // ECB: single blocks that never come again, as a derivation
    private byte[] blocks(byte[] plain) {
        try {
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, key);
            return aes.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    private SecretKeySpec derived(byte[] nonce) {
        ByteBuffer half = ByteBuffer.wrap(nonce, 0, HALF_NONCE_BYTES).slice();
        SecretKeySpec known = derived.get(half);
        if (known == null) {
            if (derived.size() >= MAX_DERIVED) {
                derived.clear();
            }
            known = derive(nonce);
            derived.put(half, known);
        }
        return known;
    }

    /** NIST SP 800-108, counter mode with CMAC: counter, label "X", 0, context. */
    private SecretKeySpec derive(byte[] nonce) {
        byte[] input = new byte[2 * BLOCK_BYTES];
        for (int i = 0; i < 2; i++) {
            int block = i * BLOCK_BYTES;
            input[block + 1] = (byte) (i + 1);
            input[block + 2] = 'X';
            System.arraycopy(nonce, 0, input, block + BLOCK_BYTES - HALF_NONCE_BYTES, HALF_NONCE_BYTES);
            for (int j = 0; j < BLOCK_BYTES; j++) {
                input[block + j] ^= mask[j];
            }
        }
        return new SecretKeySpec(blocks(input), "AES");
    }

    private void begin(Cipher gcm, int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        byte[] rest = Arrays.copyOfRange(nonce, HALF_NONCE_BYTES, NONCE_BYTES);
        gcm.init(mode, derived(nonce), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, rest));
        gcm.updateAAD(context);
    }

    private static Cipher take(Queue<Cipher> idle) throws GeneralSecurityException {
        Cipher gcm = idle.poll();
        return gcm == null ? Cipher.getInstance("AES/GCM/NoPadding") : gcm;
    }

    /**
     * Writes what is encrypted, {@link #TAG_BYTES} longer than {@code plain}, into {@code out} from {@code offset} on.
     *
     * @param nonce never used before with this key
     * @param context what has to be the same when it is decrypted
     */
    void encrypt(byte[] nonce, byte[] plain, byte[] context, byte[] out, int offset) {
        try {
            Cipher gcm = take(encrypting);
            begin(gcm, Cipher.ENCRYPT_MODE, nonce, context);
            gcm.doFinal(plain, 0, plain.length, out, offset);
            encrypting.add(gcm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** @return null if it wasn't encrypted with this key, nonce and context, or was changed */
    byte[] decrypt(byte[] nonce, byte[] bytes, int offset, byte[] context) {
        try {
            Cipher gcm = take(decrypting);
            begin(gcm, Cipher.DECRYPT_MODE, nonce, context);
            byte[] plain = gcm.doFinal(bytes, offset, bytes.length - offset);
            decrypting.add(gcm);
            return plain;
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }
}
