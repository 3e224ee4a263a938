package io.jcorn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Spoils the corpus at random and asks parser and plain reader what they make of it. The seed is printed;
 * {@code -Djcorn.fuzz.seed=…} repeats a run, {@code -Djcorn.fuzz.rounds=…} makes it longer.
 */
class FuzzTest {
    private static final List<String> MORSELS = List.of(
            "\r",
            "\n",
            "\r\n",
            "\r\n\r\n",
            " ",
            "\t",
            ":",
            ",",
            ";",
            "/",
            "?",
            "#",
            "*",
            "@",
            "[",
            "]",
            "[::1]",
            "%41",
            "0",
            "1",
            "f",
            "\0",
            "\u007f",
            "\u00e9",
            "HTTP/1.0",
            "HTTP/1.1",
            "http://a",
            "CONNECT a:1 ",
            "OPTIONS ",
            "Host: b\r\n",
            "Host:",
            "Connection: close, x\r\n",
            "Connection: keep-alive\r\n",
            "Content-Length: 3\r\n",
            "Content-Length:",
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding:",
            "chunked",
            ", chunked",
            "gzip,",
            "Expect: 100-continue\r\n",
            "Content-Type: a\r\n",
            "0\r\n\r\n",
            "2\r\nab\r\n",
            "1;a=b\r\nx\r\n",
            "Te: x\r\n",
            "X-Long: aaaaaaaaaaaaaaaaaaaa\r\n");

    private static final HeadLimits TIGHT = new HeadLimits(40, 4, 32, true);

    private final long seed = Long.getLong("jcorn.fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void parserAndPlainReaderAgreeOnSpoiltRequests(TestReporter reporter) {
        reporter.publishEntry("jcorn.fuzz.seed", Long.toString(seed));
        List<CorpusCase> corpus =
                CorpusCase.all().filter(it -> it.bytes().length < 1000).toList();
        int rounds = Integer.getInteger("jcorn.fuzz.rounds", 20_000);
        for (int round = 0; round < rounds; round++) {
            CorpusCase it = corpus.get(random.nextInt(corpus.size()));
            byte[] bytes =
                    spoil(it.bytes(), corpus.get(random.nextInt(corpus.size())).bytes());
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

    private byte[] spoil(byte[] original, byte[] other) {
        byte[] bytes = original;
        for (int times = random.nextInt(4); times >= 0; times--) {
            int at = random.nextInt(bytes.length + 1);
            int skipped = Math.min(random.nextInt(8), bytes.length - at);
            bytes = switch (random.nextInt(6)) {
                case 0 -> splice(bytes, at, 0, morsel());
                case 1 -> splice(bytes, at, skipped, new byte[0]);
                case 2 -> splice(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + skipped));
                case 3 -> splice(bytes, at, 0, other);
                case 4 -> splice(bytes, at, skipped, new byte[] {(byte) random.nextInt(256)});
                default -> splice(bytes, lineStart(bytes, at), 0, morsel());
            };
        }
        return bytes;
    }

    private byte[] morsel() {
        return MORSELS.get(random.nextInt(MORSELS.size())).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String readable(byte[] bytes) {
        return ": " + new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\\r\\n\n");
    }

    private static int lineStart(byte[] bytes, int from) {
        int at = from;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    private static byte[] splice(byte[] bytes, int at, int removed, byte[] added) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(added);
        out.write(bytes, at + removed, bytes.length - at - removed);
        return out.toByteArray();
    }
}
