package io.jcorn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Spoils the corpus at random and asks parser and plain reader what they make of it. The seed is printed, see
 * {@link SpoiltRequests}.
 */
class FuzzTest {
    private static final HeadLimits TIGHT = new HeadLimits(40, 4, 32, 80, true);

    private final long seed = SpoiltRequests.seed();
    private final Random random = new Random(seed);
    private final SpoiltRequests requests = new SpoiltRequests(random);

    @Test
    void parserAndPlainReaderAgreeOnSpoiltRequests(TestReporter reporter) {
        reporter.publishEntry("jcorn.fuzz.seed", Long.toString(seed));
        long rounds = SpoiltRequests.rounds(20_000);
        for (long round = 0; round < rounds; round++) {
            CorpusCase it = requests.pick();
            byte[] bytes = requests.spoil(it.bytes());
            HeadLimits limits = random.nextInt(4) == 0 ? TIGHT : it.limits();
            long maxBody = random.nextInt(4) == 0 ? 4 : it.maxBody();
            Seen expected = PlainReader.read(bytes, limits, maxBody);
            String what = "seed " + seed + ", round " + round;
            assertThat(WireSession.whole(bytes, limits, maxBody))
                    .as(() -> what + readable(bytes))
                    .isEqualTo(expected);
            assertThat(inPieces(bytes, limits, maxBody))
                    .as(() -> what + ", in pieces" + readable(bytes))
                    .isEqualTo(expected);
        }
    }

    @Test
    void parserAndPlainReaderAgreeOnAuthorities() {
        String alphabet = "::::[[]].123af%4g@v/";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder authority = new StringBuilder(random.nextBoolean() ? "[" : "");
            for (int length = random.nextInt(20); length > 0; length--) {
                authority.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = ("GET / HTTP/1.1\r\nHost: " + authority + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            assertThat(WireSession.whole(bytes, HeadLimits.DEFAULT, 0))
                    .as("seed %d: %s", seed, authority)
                    .isEqualTo(PlainReader.read(bytes, HeadLimits.DEFAULT, 0));
        }
    }

    private Seen inPieces(byte[] bytes, HeadLimits limits, long maxBody) {
        WireSession session = new WireSession(limits, maxBody);
        int at = 0;
        while (at < bytes.length) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(20));
            session.feed(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return session.seen();
    }

    private static String readable(byte[] bytes) {
        return ": " + new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\\r\\n\n");
    }
}
