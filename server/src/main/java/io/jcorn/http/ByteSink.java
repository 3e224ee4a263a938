package io.jcorn.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A byte array that grows: what heads are built in, and sent from. Owned by one thread at a time, reused. */
public final class ByteSink {
    private byte[] array;
    private int length;

    public ByteSink(int capacity) {
        array = new byte[capacity];
    }

    /** The bytes, valid up to {@link #length}; another array after every call that adds to it. */
    public byte[] array() {
        return array;
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    /** Makes room for {@code more} bytes. */
    public void reserve(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(length + more, 2 * array.length));
        }
    }

    public void put(byte b) {
        reserve(1);
        array[length++] = b;
    }

    public void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    public void put(byte[] bytes, int offset, int count) {
        reserve(count);
        System.arraycopy(bytes, offset, array, length, count);
        length += count;
    }

    /** Adds what {@code bytes} has left, and leaves nothing of it. */
    public void put(ByteBuffer bytes) {
        int count = bytes.remaining();
        reserve(count);
        bytes.get(array, length, count);
        length += count;
    }

    /** Adds a string as ISO-8859-1; it must hold no character beyond. */
    @SuppressWarnings("deprecation") // exactly what is wanted here, and without a copy: the low byte of each character
    public void put(String latin1) {
        int count = latin1.length();
        reserve(count);
        latin1.getBytes(0, count, array, length);
        length += count;
    }

    /** Adds a number, not negative, in decimal digits. */
    public void putDecimal(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        reserve(digits);
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            array[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** Adds a number, not negative, in hexadecimal digits. */
    public void putHex(long number) {
        int digits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 3) / 4);
        reserve(digits);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            array[length++] = (byte) Character.forDigit((int) (number >>> shift) & 0xf, 16);
        }
    }
}
