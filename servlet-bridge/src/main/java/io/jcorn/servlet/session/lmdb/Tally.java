package io.jcorn.servlet.session.lmdb;

import java.nio.ByteBuffer;

/**
 * What the store knows of an application, 16 bytes: when its sessions were swept last and how many there are, counted where
 * they come and go.
 *
 * <pre>
 *   sweptAt 8 | sessions 8
 * </pre>
 */
record Tally(long sweptAt, long sessions) {
    static final int BYTES = 16;
    /** Of an application that is not known yet. */
    static final Tally NONE = new Tally(0, 0);

    static Tally read(ByteBuffer record) {
        int at = record.position();
        return new Tally(record.getLong(at), record.getLong(at + 8));
    }

    void write(ByteBuffer record) {
        record.putLong(sweptAt).putLong(sessions);
    }

    Tally sweptAt(long now) {
        return new Tally(now, sessions);
    }

    Tally plus(int more) {
        return new Tally(sweptAt, sessions + more);
    }
}
