package io.jcorn.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where a field value stops, eight bytes at a time: values are most of a head's bytes.
 *
 * <p>The plain version below it says what it does.
 */
final class FieldValueScan {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final long SPACES = 0x2020_2020_2020_2020L;
    private static final long DELETES = 0x7f7f_7f7f_7f7f_7f7fL;

    private FieldValueScan() {}

    /** The first index from {@code from} on whose byte can't be in a field value; {@code to} if there is none. */
    static int end(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) WORDS.get(bytes, at);
            // The lowest flag is exact, and the first byte in memory is the lowest: borrows only spoil higher ones.
            long control = (word - SPACES) & ~word & HIGH;
            long delete = word ^ DELETES;
            long stops = control | ((delete - ONES) & ~delete & HIGH);
            if (stops != 0) {
                int stop = at + (Long.numberOfTrailingZeros(stops) >>> 3);
                if (bytes[stop] != CharTables.HTAB) {
                    return stop;
                }
                return endPlain(bytes, stop, to);
            }
        }
        return endPlain(bytes, at, to);
    }

    static int endPlain(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && CharTables.isFieldContent(bytes[at])) {
            at++;
        }
        return at;
    }
}
