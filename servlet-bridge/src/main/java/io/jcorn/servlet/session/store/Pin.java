package io.jcorn.servlet.session.store;

import java.nio.charset.StandardCharsets;

/**
 * What a session's record has in place of an attribute that doesn't serialize: the name of the worker that alone has it.
 *
 * <pre>
 *   0x7F | name, US-ASCII
 * </pre>
 *
 * <p>No serialized attribute begins with that byte. It is no secret, and stays as it is where attributes are encrypted.
 */
public final class Pin {
    /** What a pin begins with. */
    public static final byte FIRST = 0x7F;

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
        return new String(pin, 1, pin.length - 1, StandardCharsets.US_ASCII);
    }
}
