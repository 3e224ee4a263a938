package io.jcorn.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Requests of the corpus, spoilt at random: what a fuzzer sends. */
public final class SpoiltRequests {
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

    private final Random random;
    private final List<CorpusCase> corpus =
            CorpusCase.all().filter(it -> it.bytes().length < 1000).toList();

    public SpoiltRequests(Random random) {
        this.random = random;
    }

    /** How many to try: {@code -Djcorn.fuzz.rounds=…}, else so many. */
    public static long rounds(long usual) {
        return Long.getLong("jcorn.fuzz.rounds", usual);
    }

    /** {@code -Djcorn.fuzz.seed=…} repeats a run. */
    public static long seed() {
        return Long.getLong("jcorn.fuzz.seed", System.nanoTime());
    }

    CorpusCase pick() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    public byte[] next() {
        return spoil(pick().bytes());
    }

    byte[] spoil(byte[] original) {
        byte[] bytes = original;
        byte[] other = pick().bytes();
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
