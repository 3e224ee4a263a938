package io.jcorn.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason.CloseCodes;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameHeadsTest {
    private static final int MAX = 0x10_000;

    /** Frames with a mask of zeros; the part behind | is at fault. */
    @ParameterizedTest
    @CsvSource({
        "8180 00000000 8182 00000000 4142,,",
        "82fe 007e 00000000,,",
        "82ff 0000000000010000 00000000,,",
        "8180 00000000, 8105 48656c6c6f, PROTOCOL_ERROR",
        "8181 00000000 41, 0100, PROTOCOL_ERROR",
        "'', 8900, PROTOCOL_ERROR",
        "8180 00000000, 82fe 007d 00000000, PROTOCOL_ERROR",
        "8180 00000000, 82ff 000000000000ffff, PROTOCOL_ERROR",
        "8180 00000000, 82ff 8000000000000001, PROTOCOL_ERROR",
        "8180 00000000, 82ff 0000000000010001, TOO_BIG",
        "8180 00000000, 82ff 7fffffffffffffff 0000, TOO_BIG"
    })
    void findsTheFirstFrameAtFault(String right, String wrong, CloseCodes code) {
        String hex = right + (wrong == null ? "" : wrong);
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        int expected = right.replace(" ", "").length() / 2;
        for (int step = 1; step <= bytes.length; step++) {
            FrameHeads heads = new FrameHeads(MAX);

            int followed = follow(heads, bytes, step);

            if (code == null) {
                assertThat(heads.fault()).isNull();
                assertThat(followed).isEqualTo(expected);
            } else {
                assertThat(heads.fault().getCloseCode()).isEqualTo(code);
                assertThat(followed).as("in steps of %s", step).isBetween(expected, expected + 9);
                if (step == bytes.length) assertThat(followed).isEqualTo(expected);
            }
        }
    }

    /** What is let through when the bytes come in pieces: perhaps the begin of a head, never a whole one that is at fault. */
    private static int follow(FrameHeads heads, byte[] bytes, int step) {
        int followed = 0;
        for (int from = 0; from < bytes.length && heads.fault() == null; from += step) {
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step));
            followed += heads.follow(piece, piece.length);
        }
        return followed;
    }
}
