package io.jcorn.servlet.session.crypt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jcorn.servlet.session.store.Pin;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.StoreException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One session as it lies in a store:
 *
 * <pre>
 *   under   place, hash of the id    id     encrypted: the id
 *                                    hash of the id and an attribute's name
 *                                           encrypted: length of the name 4 | name, UTF-8 | value;
 *                                           in front of it the {@link Pin}, if the value is one
 * </pre>
 *
 * What is encrypted can be decrypted in its place only: of this application, session and field. Ids have 144 random bits, so
 * that their hashes need no key; keys may come and go, and names stay.
 */
final class Envelope {
    /** No hash has this length. */
    private static final String ID = "id";

    private final KeyRing keys;
    private final SessionKey key;
    private final SessionKey stored;

    private Envelope(KeyRing keys, SessionKey key, SessionKey stored) {
        this.keys = keys;
        this.key = key;
        this.stored = stored;
    }

    static Envelope of(SessionKey key, KeyRing keys) {
        return new Envelope(keys, key, hidden(key));
    }

    /** For who doesn't know the id. @return null if none of the keys has encrypted it */
    static Envelope found(SessionKey stored, Map<String, byte[]> fields, KeyRing keys) {
        byte[] id = isEncrypted(fields) ? keys.decrypt(fields.get(ID), context(stored, ID)) : null;
        return id == null ? null : new Envelope(keys, new SessionKey(stored.application(), text(id)), stored);
    }

    private static String text(byte[] id) {
        return new String(id, US_ASCII);
    }

    /** Whether they are of an envelope, of whatever key. */
    static boolean isEncrypted(Map<String, byte[]> fields) {
        byte[] id = fields.get(ID);
        return id != null && KeyRing.isEncrypted(id);
    }

    /** Whether one of the keys may have encrypted it; cheaper than to try. */
    boolean isOurs(Map<String, byte[]> fields) {
        return isEncrypted(fields) && keys.mayDecrypt(fields.get(ID));
    }

    /** Under what a session is stored: where it lies may be known. */
    static SessionKey hidden(SessionKey key) {
        return new SessionKey(key.application(), key.place() + Hash.textOf("id", key.id(), ""));
    }

    SessionKey key() {
        return key;
    }

    SessionKey stored() {
        return stored;
    }

    String field(String name) {
        return Hash.textOf("attribute", key.id(), name);
    }

    /** All of it. */
    Map<String, byte[]> encryptAll(Map<String, byte[]> attributes) {
        Map<String, byte[]> fields = encrypt(attributes);
        fields.put(ID, keys.encrypt(key.id().getBytes(US_ASCII), context(stored, ID)));
        return fields;
    }

    Map<String, byte[]> encrypt(Map<String, byte[]> attributes) {
        Map<String, byte[]> fields = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            String field = field(name);
            byte[] text = name.getBytes(UTF_8);
            byte[] plain = ByteBuffer.allocate(Integer.BYTES + text.length + value.length)
                    .putInt(text.length)
                    .put(text)
                    .put(value)
                    .array();
            byte[] encrypted = keys.encrypt(plain, context(stored, field));
            fields.put(field, Pin.isPin(value) ? Pin.inFrontOf(encrypted, value) : encrypted);
        });
        return fields;
    }

    /** @throws StoreException if one of them can't be decrypted */
    Map<String, byte[]> decrypt(Map<String, byte[]> fields) {
        Map<String, byte[]> attributes = new LinkedHashMap<>();
        fields.forEach((field, bytes) -> {
            if (!field.equals(ID)) {
                byte[] plain = keys.decrypt(withoutPin(bytes), context(stored, field));
                if (plain == null) {
                    throw new StoreException(
                            StoreException.Kind.DAMAGED,
                            "a stored session has something that can't be decrypted",
                            null);
                }
                ByteBuffer rest = ByteBuffer.wrap(plain);
                byte[] name = new byte[rest.getInt()];
                byte[] value = new byte[rest.get(name).remaining()];
                rest.get(value);
                attributes.put(new String(name, UTF_8), value);
            }
        });
        return attributes;
    }

    /** Whether there is something that another key than the first one has encrypted. */
    boolean isOld(Map<String, byte[]> fields) {
        return fields.values().stream().map(Envelope::withoutPin).anyMatch(keys::isOld);
    }

    private static byte[] withoutPin(byte[] bytes) {
        return Pin.isPin(bytes) ? Pin.behind(bytes) : bytes;
    }

    private static byte[] context(SessionKey stored, String field) {
        byte[] place = (stored.id() + " " + field).getBytes(UTF_8);
        return ByteBuffer.allocate(Long.BYTES + place.length)
                .putLong(stored.application())
                .put(place)
                .array();
    }
}
