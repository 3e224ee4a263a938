package io.jcorn.servlet.session.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoredSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session as a hash of Redis; {@code write.lua} tells its fields. */
final class SessionHash {
    /** Those that a version check needs, in this order: version, created, lastAccessed, accessed, idleSince, interval. */
    static final byte[][] FIELDS = {{'v'}, {'c'}, {'l'}, {'u'}, {'i'}, {'m'}};

    private static final String ATTRIBUTE = "a:";

    private SessionHash() {}

    static byte[] field(String attribute) {
        return (ATTRIBUTE + attribute).getBytes(UTF_8);
    }

    static long version(List<byte[]> record) {
        return number(record.get(0));
    }

    static SessionTimes times(List<byte[]> record) {
        return new SessionTimes(
                number(record.get(1)), number(record.get(2)), number(record.get(3)), number(record.get(4)), (int)
                        number(record.get(5)));
    }

    private static long number(byte[] text) {
        if (text == null) {
            throw new StoreException(StoreException.Kind.DAMAGED, "a stored session lacks a field", null);
        }
        return Long.parseLong(new String(text, US_ASCII));
    }

    /** @param all field, value, field, … @return null if there is none */
    static StoredSession session(String id, List<?> all) {
        Map<String, byte[]> hash = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i += 2) {
            hash.put(new String((byte[]) all.get(i), UTF_8), (byte[]) all.get(i + 1));
        }
        return of(id, hash);
    }

    /** @return null if there is none */
    static StoredSession session(String id, Map<byte[], byte[]> all) {
        Map<String, byte[]> hash = new LinkedHashMap<>();
        all.forEach((field, value) -> hash.put(new String(field, UTF_8), value));
        return of(id, hash);
    }

    private static StoredSession of(String id, Map<String, byte[]> hash) {
        if (hash.isEmpty()) {
            return null;
        }
        List<byte[]> record = new ArrayList<>();
        for (byte[] field : FIELDS) {
            record.add(hash.remove(new String(field, US_ASCII)));
        }
        Map<String, byte[]> attributes = new LinkedHashMap<>();
        hash.forEach((field, value) -> attributes.put(field.substring(ATTRIBUTE.length()), value));
        return new StoredSession(id, version(record), times(record), attributes);
    }
}
