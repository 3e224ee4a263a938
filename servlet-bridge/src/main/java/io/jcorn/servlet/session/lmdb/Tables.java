package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.AttributeTable;
import io.jcorn.servlet.session.store.BrowsableStore.Listed;
import io.jcorn.servlet.session.store.Saved;
import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoredSession;
import io.jcorn.servlet.session.store.Touch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.lmdbjava.CursorIterable;
import org.lmdbjava.CursorIterable.KeyVal;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.KeyRange;
import org.lmdbjava.Txn;

/**
 * The databases of the store and what is done to them within a transaction of the caller's:
 *
 * <pre>
 *   meta   key → {@link Meta}     attributes   key → {@link AttributeTable}     applications   application → {@link Tally}
 * </pre>
 *
 * The meta records are few pages, so that a version check, a touch and a sweep don't go through the attributes.
 */
final class Tables {
    private final Dbi<ByteBuffer> meta;
    private final Dbi<ByteBuffer> attributes;
    private final Dbi<ByteBuffer> applications;

    Tables(Env<ByteBuffer> env) {
        meta = env.openDbi("meta", DbiFlags.MDB_CREATE);
        attributes = env.openDbi("attributes", DbiFlags.MDB_CREATE);
        applications = env.openDbi("applications", DbiFlags.MDB_CREATE);
    }

    /** Goes through all keys. @throws org.lmdbjava.LmdbNativeException if a page on the way is damaged */
    void check(Txn<ByteBuffer> txn) {
        for (Dbi<ByteBuffer> table : List.of(meta, attributes, applications)) {
            try (CursorIterable<ByteBuffer> records = table.iterate(txn)) {
                records.forEach(record -> {});
            }
        }
    }

    /** Uses everything once. @return the transaction, to be committed */
    Txn<ByteBuffer> rehearse(Env<ByteBuffer> env) {
        SessionKey key = new SessionKey(0, "rehearsal");
        SessionTimes times = new SessionTimes(0, 0, 0, 0, 1);
        KeyBytes keys = new KeyBytes();
        Txn<ByteBuffer> txn = env.txnWrite();
        save(txn, keys, key, new SessionDelta(true, false, times, Map.of("a", new byte[1]), Set.of()));
        save(txn, keys, key, new SessionDelta(false, true, times, Map.of("a", new byte[2]), Set.of("b")));
        touch(txn, keys, new Touch(key, times));
        find(txn, keys, key, 0);
        return txn;
    }

    /** See {@link io.jcorn.servlet.session.store.SessionStore#find}. */
    StoredSession find(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key, long knownVersion) {
        ByteBuffer record = meta.get(txn, keys.of(key));
        if (record == null) {
            return null;
        }
        Meta found = Meta.read(record);
        return new StoredSession(
                key.id(),
                found.version(),
                found.times(),
                found.version() == knownVersion ? null : attributes(txn, keys.of(key), found));
    }

    private Map<String, byte[]> attributes(Txn<ByteBuffer> txn, ByteBuffer key, Meta of) {
        ByteBuffer table = attributes.get(txn, key);
        if (table == null || checksum(table) != of.checksum()) {
            throw new StoreException(StoreException.Kind.DAMAGED, "a stored session's checksum is wrong", null);
        }
        return AttributeTable.decode(table);
    }

    /** See {@link io.jcorn.servlet.session.store.SessionStore#save}. */
    Saved save(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key, SessionDelta delta) {
        ByteBuffer record = meta.get(txn, keys.of(key));
        Meta before = record == null ? null : Meta.read(record);
        if (before == null && !delta.created()) {
            return Saved.GONE;
        }
        long version = before == null ? 0 : before.version();
        int checksum = before == null ? 0 : before.checksum();
        if (before == null || !delta.set().isEmpty() || !delta.removed().isEmpty()) {
            checksum = merge(txn, keys, key, before, delta);
        }
        SessionTimes times = delta.times();
        if (before != null) {
            times = before.times().touchedAt(times);
            times = delta.intervalChanged()
                    ? times.withMaxInactive(delta.times().maxInactiveSeconds())
                    : times;
        }
        put(txn, keys.of(key), new Meta(version + 1, times, checksum));
        if (before == null) {
            add(txn, keys, key.application(), 1);
        }
        return new Saved(version, version + 1);
    }

    private int merge(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key, Meta before, SessionDelta delta) {
        boolean unchanged =
                before != null && delta.whole() != null && delta.whole().version() == before.version();
        Map<String, byte[]> merged;
        if (unchanged) {
            merged = delta.whole().attributes();
        } else {
            merged = before == null ? new LinkedHashMap<>() : attributes(txn, keys.of(key), before);
            merged.putAll(delta.set());
            merged.keySet().removeAll(delta.removed());
        }
        byte[] table = AttributeTable.encode(merged);
        attributes.reserve(txn, keys.of(key), table.length).put(table);
        return checksum(ByteBuffer.wrap(table));
    }

    private void put(Txn<ByteBuffer> txn, ByteBuffer key, Meta record) {
        record.write(meta.reserve(txn, key, Meta.BYTES));
    }

    boolean remove(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key) {
        boolean removed = meta.delete(txn, keys.of(key));
        attributes.delete(txn, keys.of(key));
        if (removed) {
            add(txn, keys, key.application(), -1);
        }
        return removed;
    }

    boolean rename(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey from, SessionKey to) {
        ByteBuffer record = meta.get(txn, keys.of(from));
        if (record == null) {
            return false;
        }
        Meta moved = Meta.read(record);
        ByteBuffer table = attributes.get(txn, keys.of(from));
        byte[] copy = new byte[table.remaining()];
        table.get(copy);
        remove(txn, keys, from);
        attributes.reserve(txn, keys.of(to), copy.length).put(copy);
        put(txn, keys.of(to), moved);
        add(txn, keys, to.application(), 1);
        return true;
    }

    void touch(Txn<ByteBuffer> txn, KeyBytes keys, Touch touch) {
        ByteBuffer record = meta.get(txn, keys.of(touch.key()));
        if (record != null) {
            Meta before = Meta.read(record);
            put(txn, keys.of(touch.key()), before.with(before.times().touchedAt(touch.times())));
        }
    }

    /** See {@link io.jcorn.servlet.session.store.SessionStore#claimSweep}. */
    boolean claimSweep(Txn<ByteBuffer> txn, KeyBytes keys, long application, long now, long intervalMillis) {
        Tally tally = tally(txn, keys, application);
        long ago = now - tally.sweptAt();
        if (ago >= 0 && ago < intervalMillis) {
            return false; // a time in the future is of a clock that was set since
        }
        put(txn, keys, application, tally.sweptAt(now));
        return true;
    }

    private void add(Txn<ByteBuffer> txn, KeyBytes keys, long application, int sessions) {
        put(txn, keys, application, tally(txn, keys, application).plus(sessions));
    }

    private Tally tally(Txn<ByteBuffer> txn, KeyBytes keys, long application) {
        ByteBuffer record = applications.get(txn, keys.from(application));
        return record == null ? Tally.NONE : Tally.read(record);
    }

    private void put(Txn<ByteBuffer> txn, KeyBytes keys, long application, Tally tally) {
        tally.write(applications.reserve(txn, keys.from(application), Tally.BYTES));
    }

    /** Ids of sessions that have expired, at most {@code limit}. */
    List<String> expired(Txn<ByteBuffer> txn, KeyBytes keys, long application, long now, int limit) {
        List<String> expired = new ArrayList<>();
        try (CursorIterable<ByteBuffer> records = from(txn, keys, application)) {
            for (KeyVal<ByteBuffer> record : records) {
                if (expired.size() == limit || !KeyBytes.isOf(application, record.key())) {
                    break;
                }
                if (Meta.read(record.val()).times().isExpired(now)) {
                    expired.add(KeyBytes.idIn(record.key()));
                }
            }
        }
        return expired;
    }

    /** Removes a session if it is there and has expired. @return what it was, or null */
    StoredSession expire(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key, long now) {
        ByteBuffer record = meta.get(txn, keys.of(key));
        if (record == null || !Meta.read(record).times().isExpired(now)) {
            return null;
        }
        Meta found = Meta.read(record);
        StoredSession session;
        try {
            session = new StoredSession(key.id(), found.version(), found.times(), attributes(txn, keys.of(key), found));
        } catch (StoreException e) {
            session = new StoredSession(key.id(), found.version(), found.times(), Map.of()); // gone, but it ends
        }
        remove(txn, keys, key);
        return session;
    }

    long count(Txn<ByteBuffer> txn, KeyBytes keys, long application) {
        return tally(txn, keys, application).sessions();
    }

    private CursorIterable<ByteBuffer> from(Txn<ByteBuffer> txn, KeyBytes keys, long application) {
        return meta.iterate(txn, KeyRange.atLeast(keys.from(application)));
    }

    /** See {@link io.jcorn.servlet.session.store.BrowsableStore#applications}. */
    Set<Long> applications(Txn<ByteBuffer> txn) {
        Set<Long> all = new LinkedHashSet<>();
        try (CursorIterable<ByteBuffer> records = applications.iterate(txn)) {
            for (KeyVal<ByteBuffer> record : records) {
                all.add(record.key().getLong(record.key().position()));
            }
        }
        return all;
    }

    /** The sessions of the application that {@code after} names whose keys are behind it, at most {@code limit}. */
    List<Listed> slice(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey after, long now, int limit) {
        List<Listed> slice = new ArrayList<>();
        try (CursorIterable<ByteBuffer> records = meta.iterate(txn, KeyRange.greaterThan(keys.of(after)))) {
            for (KeyVal<ByteBuffer> record : records) {
                if (slice.size() == limit || !KeyBytes.isOf(after.application(), record.key())) {
                    break;
                }
                int bytes = record.key().remaining() + record.val().remaining();
                ByteBuffer table = attributes.get(txn, record.key());
                slice.add(new Listed(
                        new SessionKey(after.application(), KeyBytes.idIn(record.key())),
                        Meta.read(record.val()).times().isExpired(now),
                        table == null ? bytes : bytes + record.key().remaining() + table.remaining()));
            }
        }
        return slice;
    }

    private static int checksum(ByteBuffer table) {
        CRC32C checksum = new CRC32C();
        checksum.update(table.duplicate());
        return (int) checksum.getValue();
    }
}
