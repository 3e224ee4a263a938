package io.jcorn.servlet.session.crypt;

import java.util.Arrays;
import java.util.List;

/** Keys that are told apart by a number. */
public final class Keys {
    private Keys() {}

    public static byte[] bytes(int number) {
        byte[] key = new byte[ExtendedGcm.KEY_BYTES];
        Arrays.fill(key, (byte) number);
        return key;
    }

    public static KeyRing ring(Integer... numbers) {
        return new KeyRing(List.of(numbers).stream().map(Keys::bytes).toList());
    }
}
