package io.jcorn.servlet.session.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a session's record has in place of an attribute that doesn't serialize: the name of the worker that alone has it.
 *
 * <pre>
 *   0x7F | name, US-ASCII | nothing, or 0 and more
 * </pre>
 *
 * <p>No serialized attribute begins with that byte. It is no secret, and stands in front where attributes are encrypted, so
 * that pins are found without a key.
 */
public final class Pin {
    /** What a pin begins with. */
    public static final byte FIRST = 0x7F;

    private static final byte END = 0;

    private Pin() {}

    public static byte[] to(String worker) {
        byte[] name = worker.getBytes(StandardCharsets.US_ASCII);
        byte[] pin = new byte[1 + name.length];
        pin[0] = FIRST;
        System.arraycopy(name, 0, pin, 1, name.length);
        return pin;
    }

    /** Whether {@code value} stands for an attribute that a worker has. */
    public static boolean isPin(byte[] value) {
        return value.length > 0 && value[0] == FIRST;
    }

    /** The worker that a pin names. */
    public static String worker(byte[] pin) {
        return new String(pin, 1, end(pin) - 1, StandardCharsets.US_ASCII);
    }

    private static int end(byte[] pin) {
        int end = 1;
        while (end < pin.length && pin[end] != END) {
            end++;
        }
        return end;
    }

    /** A pin, and {@code more} behind it. */
    public static byte[] inFrontOf(byte[] more, byte[] pin) {
        byte[] both = Arrays.copyOf(pin, pin.length + 1 + more.length);
        both[pin.length] = END;
        System.arraycopy(more, 0, both, pin.length + 1, more.length);
        return both;
    }

    /** What is behind a pin. */
    public static byte[] behind(byte[] pin) {
        return Arrays.copyOfRange(pin, Math.min(end(pin) + 1, pin.length), pin.length);
    }
}
