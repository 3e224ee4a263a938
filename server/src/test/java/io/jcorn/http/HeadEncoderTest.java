package io.jcorn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadEncoderTest {
    private static final ResponseFraming HELLO = ResponseFraming.of(false, 1, 200, 5, true);

    private Instant now = Instant.parse("1994-11-06T08:49:37.900Z");
    private final HeadEncoder encoder = new HeadEncoder(() -> now);
    private final ResponseHead head = new ResponseHead();
    private final ByteSink out = new ByteSink(1);

    @BeforeEach
    void contentType() {
        head.set("Content-Type", "text/plain");
    }

    @Test
    void writesStatusFieldsDateAndFraming() {
        assertThat(encode(HELLO))
                .isEqualTo(crlf(
                        "HTTP/1.1 200 OK",
                        "Content-Type: text/plain",
                        "Date: Sun, 06 Nov 1994 08:49:37 GMT",
                        "Content-Length: 5",
                        "",
                        ""));
    }

    @Test
    void makesTheDateAnewEachSecond() {
        encode(HELLO);
        now = now.plusMillis(100);
        assertThat(encode(HELLO)).contains("Date: Sun, 06 Nov 1994 08:49:38 GMT\r\n");
    }

    @Test
    void leavesTheApplicationsDate() {
        head.set("date", "yesterday");
        assertThat(encode(HELLO)).contains("\r\ndate: yesterday\r\n").doesNotContain("Date:");
    }

    @Test
    void leavesOutWhatTheApplicationSaysAboutTheConnection() {
        head.add("Connection", "x");
        head.add("keep-alive", "timeout=5");
        head.add("CONTENT-LENGTH", "7");
        head.add("Transfer-Encoding", "gzip");
        head.add("Proxy-Connection", "x");
        assertThat(encode(HELLO))
                .isEqualTo(crlf(
                        "HTTP/1.1 200 OK",
                        "Content-Type: text/plain",
                        "Date: Sun, 06 Nov 1994 08:49:37 GMT",
                        "Content-Length: 5",
                        "",
                        ""));
    }

    @Test
    void saysHowTheBodyEnds() {
        assertThat(encode(ResponseFraming.of(false, 1, 200, -1, true)))
                .contains("\r\nTransfer-Encoding: chunked\r\n")
                .doesNotContain("Connection", "Content-Length");
        assertThat(encode(ResponseFraming.of(false, 0, 200, -1, true)))
                .contains("\r\nConnection: close\r\n")
                .doesNotContain("Transfer-Encoding", "Content-Length");
    }

    @Test
    void saysWhetherTheConnectionGoesOn() {
        assertThat(encode(ResponseFraming.of(false, 1, 200, 5, false))).contains("\r\nConnection: close\r\n");
        assertThat(encode(ResponseFraming.of(false, 0, 200, 5, true))).contains("\r\nConnection: keep-alive\r\n");
    }

    @Test
    void announcesAnUpgradeAsAConnectionOption() {
        head.set("Upgrade", "websocket");
        head.status(101);
        assertThat(encode(ResponseFraming.of(false, 1, 101, -1, true)))
                .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                .contains("\r\nUpgrade: websocket\r\n", "\r\nConnection: Upgrade\r\n");
        head.status(426);
        assertThat(encode(ResponseFraming.of(false, 1, 426, 0, false))).contains("\r\nConnection: close, Upgrade\r\n");
    }

    @Test
    void writesAStatusWithoutAPhrase() {
        head.status(299);
        assertThat(encode(HELLO)).startsWith("HTTP/1.1 299 \r\n");
        head.status(999);
        assertThat(encode(HELLO)).startsWith("HTTP/1.1 999 \r\n");
    }

    @Test
    void writesValuesAsLatin1() {
        head.set("X", "caf\u00e9");
        assertThat(encode(HELLO)).contains("X: caf\u00e9\r\n");
    }

    @Test
    void writesInterimResponsesWithoutDateOrFraming() {
        head.clear();
        head.status(103);
        head.set("Link", "</a.css>; rel=preload");
        encoder.encodeInterim(head, out);
        encoder.encodeContinue(out);
        assertThat(written())
                .isEqualTo(crlf(
                        "HTTP/1.1 103 Early Hints",
                        "Link: </a.css>; rel=preload",
                        "",
                        "HTTP/1.1 100 Continue",
                        "",
                        ""));
    }

    @Test
    void surroundsChunks() {
        ChunkedEncoder.putSize(0x1ab0, out);
        ChunkedEncoder.putEnd(out);
        ChunkedEncoder.putSize(Long.MAX_VALUE, out);
        ChunkedEncoder.putLast(Map.of(), out);
        ChunkedEncoder.putLast(new TreeMap<>(Map.of("A", "1", "B", "2")), out);
        assertThat(written()).isEqualTo(crlf("1ab0", "", "7fffffffffffffff", "0", "", "0", "A: 1", "B: 2", "", ""));
        assertThatThrownBy(() -> ChunkedEncoder.putSize(0, out)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChunkedEncoder.putLast(Map.of("A", "\r\n"), out))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesNumbersOfAnySize() {
        for (long number : new long[] {0, 9, 10, 12345678901L, Long.MAX_VALUE}) {
            out.clear();
            out.putDecimal(number);
            assertThat(written()).isEqualTo(Long.toString(number));
        }
    }

    private static String crlf(String... lines) {
        return String.join("\r\n", lines);
    }

    private String encode(ResponseFraming framing) {
        out.clear();
        encoder.encode(head, framing, out);
        return written();
    }

    private String written() {
        return new String(out.array(), 0, out.length(), StandardCharsets.ISO_8859_1);
    }
}
