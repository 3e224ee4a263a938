package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.AttributeTable;
import io.jcorn.servlet.session.store.BrowsableStore.Listed;
import io.jcorn.servlet.session.store.Rewritten;
import io.jcorn.servlet.session.store.Saved;
import io.jcorn.servlet.session.store.SessionDelta;
import io.jcorn.servlet.session.store.SessionKey;
import io.jcorn.servlet.session.store.SessionTimes;
import io.jcorn.servlet.session.store.StoreException;
import io.jcorn.servlet.session.store.StoredSession;
import io.jcorn.servlet.session.store.Touch;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
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
import org.lmdbjava.Stat;
import org.lmdbjava.Txn;

/**
 * The databases of the store and what is done to them within a transaction of the caller's:
 *
 * <pre>
 *   sessions       key → {@link Meta}, and behind it the {@link AttributeTable} if that is small
 *   attributes     key → the other attribute tables
 *   applications   application → {@link Tally}
 * </pre>
 *
 * A small session is one page to find and one to write; large tables are elsewhere, so that a version check, a touch and a
 * sweep don't go through them.
 */
final class Tables {
    /** The longest attribute table that is in its session's record: LMDB puts records beyond 2038 bytes, key and all, on pages of their own. */
    private static final int MAX_SMALL_BYTES = 1900;

    /** From which length of the attribute table on it shows where LMDB splits a page: an eighth of one. */
    private static final int MIN_LOOSE_BYTES = 512;

    private static final byte[] ELSEWHERE = {};

    private final Dbi<ByteBuffer> sessions;
    private final Dbi<ByteBuffer> attributes;
    private final Dbi<ByteBuffer> applications;
    private final Reserve reserve;

    Tables(Env<ByteBuffer> env, FileStore fileSystem) {
        sessions = env.openDbi("sessions", DbiFlags.MDB_CREATE);
        attributes = env.openDbi("attributes", DbiFlags.MDB_CREATE);
        applications = env.openDbi("applications", DbiFlags.MDB_CREATE);
        reserve = new Reserve(env, fileSystem);
    }

    /** Goes through all keys. @throws org.lmdbjava.LmdbNativeException if a page on the way is damaged */
    void check(Txn<ByteBuffer> txn) {
        for (Dbi<ByteBuffer> table : List.of(sessions, attributes, applications)) {
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
        ByteBuffer record = sessions.get(txn, keys.of(key));
        if (record == null) {
            return null;
        }
        Meta found = Meta.read(record);
        return new StoredSession(
                key.id(),
                found.version(),
                found.times(),
                found.version() == knownVersion ? null : attributes(txn, keys, key, record));
    }

    /** Where the attributes of a session are whose record was just found; null if the store is damaged. */
    private ByteBuffer table(Txn<ByteBuffer> txn, ByteBuffer key, ByteBuffer record) {
        return Meta.isAlone(record) ? attributes.get(txn, key) : Meta.behind(record);
    }

    /** @param record as just found */
    private Map<String, byte[]> attributes(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key, ByteBuffer record) {
        int checksum = Meta.read(record).checksum();
        ByteBuffer table = table(txn, keys.of(key), record);
        if (table == null || checksum(table) != checksum) {
            throw new StoreException(StoreException.Kind.DAMAGED, "a stored session's checksum is wrong", null);
        }
        return AttributeTable.decode(table);
    }

    /**
     * See {@link io.jcorn.servlet.session.store.SessionStore#save}.
     *
     * @throws StoreException before anything is changed, if the rest of the store is kept for others
     */
    Saved save(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key, SessionDelta delta) {
        ByteBuffer record = sessions.get(txn, keys.of(key));
        Meta before = record == null ? null : Meta.read(record);
        if (before == null && !delta.created()) {
            return Saved.GONE;
        }
        boolean wasLarge = before != null && Meta.isAlone(record);
        int small = before == null ? 0 : record.remaining() - Meta.BYTES;
        long version = before == null ? 0 : before.version();
        int checksum = before == null ? 0 : before.checksum();
        byte[] table;
        if (before == null || !delta.set().isEmpty() || !delta.removed().isEmpty()) {
            table = AttributeTable.encode(merge(txn, keys, key, record, delta));
            checkRoom(txn, keys, key, before == null, small, table.length);
            checksum = checksum(ByteBuffer.wrap(table));
            table = putLarge(txn, keys, key, table, wasLarge);
        } else {
            table = bytes(Meta.behind(record));
        }
        SessionTimes times = delta.times();
        if (before != null) {
            times = before.times().touchedAt(times);
            times = delta.intervalChanged()
                    ? times.withMaxInactive(delta.times().maxInactiveSeconds())
                    : times;
        }
        Meta meta = new Meta(version + 1, times, checksum);
        if (before == null) {
            putNew(txn, keys, key, meta, table);
        } else {
            put(txn, keys.of(key), meta, table);
        }
        return new Saved(version, version + 1);
    }

    private Map<String, byte[]> merge(
            Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key, ByteBuffer record, SessionDelta delta) {
        if (record != null && delta.whole() != null && delta.whole().version() == Meta.versionIn(record)) {
            return delta.whole().attributes();
        }
        Map<String, byte[]> merged = record == null ? new LinkedHashMap<>() : attributes(txn, keys, key, record);
        merged.putAll(delta.set());
        merged.keySet().removeAll(delta.removed());
        return merged;
    }

    /** @param small how long the table in the session's record is: 0 if that is elsewhere, or there is none */
    private void checkRoom(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key, boolean isNew, int small, int bytes) {
        if (isNew) {
            reserve.checkNew(pages(txn), bytes);
        } else if (bytes > (small == 0 ? largeBytes(txn, keys, key) : small)) {
            reserve.checkLarger(pages(txn), bytes);
        }
    }

    private int largeBytes(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key) {
        ByteBuffer table = attributes.get(txn, keys.of(key));
        return table == null ? 0 : table.remaining();
    }

    private long pages(Txn<ByteBuffer> txn) {
        return pages(sessions.stat(txn)) + pages(attributes.stat(txn));
    }

    private static long pages(Stat stat) {
        return stat.branchPages + stat.leafPages + stat.overflowPages;
    }

    /** @return what belongs into the session's record: the table, or nothing if it is large */
    private byte[] putLarge(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key, byte[] table, boolean wasLarge) {
        if (table.length > MAX_SMALL_BYTES) {
            attributes.reserve(txn, keys.of(key), table.length).put(table);
            return ELSEWHERE;
        }
        if (wasLarge) {
            attributes.delete(txn, keys.of(key));
        }
        return table;
    }

    /**
     * A session that begins has the highest key of its page, mostly. LMDB splits such a page so that its last record goes to
     * the new one as well: of three sessions of 1 KB, which fill a page, two would stay. If what is last is nothing but a
     * small record behind the new one, that is all that goes.
     */
    private void putNew(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key, Meta meta, byte[] table) {
        boolean loose = table.length >= MIN_LOOSE_BYTES;
        if (loose) {
            sessions.reserve(txn, keys.behind(key), 0);
        }
        put(txn, keys.of(key), meta, table);
        if (loose) {
            sessions.delete(txn, keys.behind(key));
        }
        add(txn, keys, key.application(), 1);
    }

    private void put(Txn<ByteBuffer> txn, ByteBuffer key, Meta meta, byte[] table) {
        ByteBuffer record = sessions.reserve(txn, key, Meta.BYTES + table.length);
        meta.write(record);
        record.put(table);
    }

    private static byte[] bytes(ByteBuffer of) {
        byte[] bytes = new byte[of.remaining()];
        of.get(of.position(), bytes);
        return bytes;
    }

    boolean remove(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key) {
        ByteBuffer record = sessions.get(txn, keys.of(key));
        if (record == null) {
            return false;
        }
        if (Meta.isAlone(record)) {
            attributes.delete(txn, keys.of(key));
        }
        sessions.delete(txn, keys.of(key));
        add(txn, keys, key.application(), -1);
        return true;
    }

    boolean rename(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey from, SessionKey to) {
        ByteBuffer record = sessions.get(txn, keys.of(from));
        if (record == null) {
            return false;
        }
        Meta moved = Meta.read(record);
        byte[] table = bytes(table(txn, keys.of(from), record));
        move(txn, keys, from, to, moved, table);
        return true;
    }

    /** See {@link io.jcorn.servlet.session.store.SessionStore#rewrite}. */
    Rewritten rewrite(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey from, SessionKey to, SessionDelta.Whole whole) {
        ByteBuffer record = sessions.get(txn, keys.of(from));
        if (record == null) {
            return Rewritten.GONE;
        }
        Meta before = Meta.read(record);
        if (before.version() != whole.version()) {
            return Rewritten.CHANGED;
        }
        byte[] table = AttributeTable.encode(whole.attributes());
        Meta after = new Meta(before.version(), before.times(), checksum(ByteBuffer.wrap(table)));
        move(txn, keys, from, to, after, table);
        return Rewritten.DONE;
    }

    private void move(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey from, SessionKey to, Meta meta, byte[] table) {
        remove(txn, keys, from);
        putNew(txn, keys, to, meta, putLarge(txn, keys, to, table, false));
    }

    void touch(Txn<ByteBuffer> txn, KeyBytes keys, Touch touch) {
        ByteBuffer record = sessions.get(txn, keys.of(touch.key()));
        if (record != null) {
            Meta before = Meta.read(record);
            Meta after = before.with(before.times().touchedAt(touch.times()));
            put(txn, keys.of(touch.key()), after, bytes(Meta.behind(record)));
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

    /** Those of an application's sessions behind {@code after} that have expired, at most {@code limit}. */
    List<SessionKey> expired(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey after, long now, int limit) {
        List<SessionKey> expired = new ArrayList<>();
        try (CursorIterable<ByteBuffer> records = behind(txn, keys, after)) {
            for (KeyVal<ByteBuffer> record : records) {
                if (expired.size() == limit || !KeyBytes.isOf(after.application(), record.key())) {
                    break;
                }
                if (Meta.read(record.val()).times().isExpired(now)) {
                    expired.add(new SessionKey(after.application(), KeyBytes.idIn(record.key())));
                }
            }
        }
        return expired;
    }

    /** Removes a session if it is there and has expired. @return what it was, or null */
    StoredSession expire(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey key, long now) {
        ByteBuffer record = sessions.get(txn, keys.of(key));
        if (record == null || !Meta.read(record).times().isExpired(now)) {
            return null;
        }
        Meta found = Meta.read(record);
        StoredSession session;
        try {
            session = new StoredSession(key.id(), found.version(), found.times(), attributes(txn, keys, key, record));
        } catch (StoreException e) {
            session = new StoredSession(key.id(), found.version(), found.times(), Map.of()); // gone, but it ends
        }
        remove(txn, keys, key);
        return session;
    }

    long count(Txn<ByteBuffer> txn, KeyBytes keys, long application) {
        return tally(txn, keys, application).sessions();
    }

    private CursorIterable<ByteBuffer> behind(Txn<ByteBuffer> txn, KeyBytes keys, SessionKey after) {
        return sessions.iterate(txn, KeyRange.greaterThan(keys.of(after)));
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
        try (CursorIterable<ByteBuffer> records = behind(txn, keys, after)) {
            for (KeyVal<ByteBuffer> record : records) {
                if (slice.size() == limit || !KeyBytes.isOf(after.application(), record.key())) {
                    break;
                }
                boolean alone = Meta.isAlone(record.val());
                ByteBuffer table = table(txn, record.key(), record.val());
                int bytes = record.key().remaining() + record.val().remaining();
                slice.add(new Listed(
                        new SessionKey(after.application(), KeyBytes.idIn(record.key())),
                        Meta.read(record.val()).times().isExpired(now),
                        alone && table != null ? bytes + record.key().remaining() + table.remaining() : bytes,
                        table == null ? List.of() : AttributeTable.owners(table)));
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
