package io.jcorn.servlet.session.lmdb;

import io.jcorn.servlet.session.store.SessionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A key as LMDB has it: the application's number, then the id, so that an application's sessions lie together. One thread. */
final class KeyBytes {
    /** LMDB's own limit is 511. */
    private static final int MAX_BYTES = 256;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_BYTES);

    /** Valid until the next call. */
    ByteBuffer of(SessionKey key) {
        String id = key.id();
        buffer.clear().putLong(key.application());
        for (int i = 0; i < id.length(); i++) {
            buffer.put((byte) id.charAt(i));
        }
        return buffer.flip();
    }

    /** What lies directly behind a key: no session's, for ids have no NUL. Valid until the next call. */
    ByteBuffer behind(SessionKey key) {
        ByteBuffer own = of(key);
        own.limit(own.limit() + 1).put(own.limit() - 1, (byte) 0);
        return own;
    }

    /** Where an application's keys begin. Valid until the next call. */
    ByteBuffer from(long application) {
        return buffer.clear().putLong(application).flip();
    }

    static boolean isOf(long application, ByteBuffer key) {
        return key.remaining() > Long.BYTES && key.getLong(key.position()) == application;
    }

    static String idIn(ByteBuffer key) {
        byte[] id = new byte[key.remaining() - Long.BYTES];
        key.get(key.position() + Long.BYTES, id);
        return new String(id, StandardCharsets.US_ASCII);
    }
}
