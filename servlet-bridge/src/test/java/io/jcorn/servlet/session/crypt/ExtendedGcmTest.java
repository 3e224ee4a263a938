package io.jcorn.servlet.session.crypt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtendedGcmTest {
    private static final byte[] NONCE = "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(US_ASCII);
    private static final byte[] NONE = {};

    private static byte[] key(int each) {
        byte[] key = new byte[ExtendedGcm.KEY_BYTES];
        Arrays.fill(key, (byte) each);
        return key;
    }

    private static byte[] encrypt(ExtendedGcm cipher, byte[] plain, byte[] context) {
        byte[] out = new byte[plain.length + ExtendedGcm.TAG_BYTES];
        cipher.encrypt(NONCE, plain, context, out, 0);
        return out;
    }

    /** Of the specification; the two keys differ in whether doubling reduces. */
    @ParameterizedTest
    @CsvSource({
        "1, '',                        ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271",
        "3, c2sp.org/XAES-256-GCM,     986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d",
    })
    void encryptsAsTheSpecificationSays(int key, String context, String expected) {
        ExtendedGcm cipher = new ExtendedGcm(key(key));
        byte[] plain = "XAES-256-GCM".getBytes(US_ASCII);
        byte[] encrypted = encrypt(cipher, plain, context.getBytes(US_ASCII));

        assertThat(HexFormat.of().formatHex(encrypted)).isEqualTo(expected);
        assertThat(cipher.decrypt(NONCE, encrypted, 0, context.getBytes(US_ASCII)))
                .isEqualTo(plain);
    }

    @Test
    void decryptsNothingThatWasChanged() {
        ExtendedGcm cipher = new ExtendedGcm(key(1));
        byte[] encrypted = encrypt(cipher, new byte[20], NONE);
        for (int i = 0; i < encrypted.length; i++) {
            byte[] changed = encrypted.clone();
            changed[i] ^= 1;
            assertThat(cipher.decrypt(NONCE, changed, 0, NONE)).isNull();
        }
        byte[] otherNonce = NONCE.clone();
        otherNonce[0]++;
        assertThat(cipher.decrypt(otherNonce, encrypted, 0, NONE)).isNull();
        assertThat(cipher.decrypt(NONCE, encrypted, 0, new byte[1])).isNull();
        assertThat(new ExtendedGcm(key(2)).decrypt(NONCE, encrypted, 0, NONE)).isNull();
    }
}
