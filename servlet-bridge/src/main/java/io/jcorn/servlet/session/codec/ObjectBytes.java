package io.jcorn.servlet.session.codec;

import java.io.ByteArrayOutputStream;

/** Collects bytes without a lock: one thread writes. */
final class ObjectBytes extends ByteArrayOutputStream {
    ObjectBytes(int size) {
        super(size);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // see the class
    public void write(int b) {
        if (count == buf.length) {
            buf = java.util.Arrays.copyOf(buf, 2 * buf.length);
        }
        buf[count++] = (byte) b;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void write(byte[] bytes, int offset, int length) {
        if (length > buf.length - count) {
            buf = java.util.Arrays.copyOf(buf, Math.max(2 * buf.length, count + length));
        }
        System.arraycopy(bytes, offset, buf, count, length);
        count += length;
    }
}
