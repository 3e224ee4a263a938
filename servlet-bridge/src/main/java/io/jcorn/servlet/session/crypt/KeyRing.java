package io.jcorn.servlet.session.crypt;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The keys of a store. What they make of a text:
 *
 * <pre>
 *   0x7E | which key 4 | nonce 24 | AES-256-GCM, with its tag of 16
 * </pre>
 *
 * <p>No serialized attribute begins with that byte, so that it tells what is encrypted. Any thread.
 */
public final class KeyRing {
    private static final byte FIRST = 0x7E;
    private static final int NAME = 1;
    private static final int NONCE = NAME + Integer.BYTES;
    private static final int HEAD_BYTES = NONCE + ExtendedGcm.NONCE_BYTES;

    /** @param name a hash: of several keys with the same one the first that fits counts */
    private record Key(int name, ExtendedGcm cipher) {
        static Key of(byte[] key) {
            return new Key(ByteBuffer.wrap(Hash.of("key", key)).getInt(), new ExtendedGcm(key));
        }
    }

    private final List<Key> keys;
    private final Nonces nonces = new Nonces();

    /** @param keys of 32 bytes each; the first one encrypts */
    public KeyRing(List<byte[]> keys) {
        this.keys = keys.stream().map(Key::of).toList();
    }

    /** Whether a ring of some keys may have made it. */
    static boolean isEncrypted(byte[] bytes) {
        return bytes.length >= HEAD_BYTES + ExtendedGcm.TAG_BYTES && bytes[0] == FIRST;
    }

    byte[] encrypt(byte[] plain, byte[] context) {
        Key key = keys.get(0);
        byte[] nonce = nonces.next();
        byte[] bytes = new byte[HEAD_BYTES + plain.length + ExtendedGcm.TAG_BYTES];
        ByteBuffer.wrap(bytes).put(FIRST).putInt(key.name).put(nonce);
        key.cipher.encrypt(nonce, plain, context, bytes, HEAD_BYTES);
        return bytes;
    }

    /** @return null if none of the keys made it, or not with this context, or it was changed since */
    byte[] decrypt(byte[] bytes, byte[] context) {
        if (!isEncrypted(bytes)) {
            return null;
        }
        byte[] nonce = Arrays.copyOfRange(bytes, NONCE, HEAD_BYTES);
        return keys.stream()
                .filter(key -> key.name == nameIn(bytes))
                .map(key -> key.cipher.decrypt(nonce, bytes, HEAD_BYTES, context))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whether one of the keys may have made it: they have names. */
    boolean mayDecrypt(byte[] bytes) {
        return isEncrypted(bytes) && keys.stream().anyMatch(key -> key.name == nameIn(bytes));
    }

    /** Whether what was decrypted should be encrypted anew: a key made it that may be taken away soon. */
    boolean isOld(byte[] bytes) {
        return nameIn(bytes) != keys.get(0).name;
    }

    private static int nameIn(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(NAME);
    }
}
