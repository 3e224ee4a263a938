package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.SessionTimes;
import java.nio.ByteBuffer;

/**
 * The head of a session's record, 48 bytes: all that a version check, a touch or a sweep needs. Behind it are the
 * attributes, unless they are too large.
 *
 * <pre>
 *   version 8 | created 8 | lastAccessed 8 | accessed 8 | idleSince 8 | maxInactiveSeconds 4 | CRC-32C of the attributes 4
 * </pre>
 */
record Meta(long version, SessionTimes times, int checksum) {
    static final int BYTES = 48;

    static long versionIn(ByteBuffer record) {
        return record.getLong(record.position());
    }

    /** Whether the session's attributes are elsewhere. */
    static boolean isAlone(ByteBuffer record) {
        return record.remaining() == BYTES;
    }

    /** What follows in the record. */
    static ByteBuffer behind(ByteBuffer record) {
        return record.slice(record.position() + BYTES, record.remaining() - BYTES);
    }

    static Meta read(ByteBuffer record) {
        int at = record.position();
        return new Meta(
                record.getLong(at),
                new SessionTimes(
                        record.getLong(at + 8),
                        record.getLong(at + 16),
                        record.getLong(at + 24),
                        record.getLong(at + 32),
                        record.getInt(at + 40)),
                record.getInt(at + 44));
    }

    void write(ByteBuffer record) {
        record.putLong(version)
                .putLong(times.created())
                .putLong(times.lastAccessed())
                .putLong(times.accessed())
                .putLong(times.idleSince())
                .putInt(times.maxInactiveSeconds())
                .putInt(checksum);
    }

    Meta with(SessionTimes newTimes) {
        return new Meta(version, newTimes, checksum);
    }
}
