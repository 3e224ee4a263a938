package io.jcorn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the corpus can't say: how parser and head are used. */
class HeadParserTest {
    private static final String HEAD = "GET /a?b HTTP/1.1\r\nHost: a:80\r\nAccept: x\r\nX: 1\r\naccept: y, z\r\n\r\n";

    private final HeadParser parser = new HeadParser(HeadLimits.DEFAULT);
    private final RequestHead head = new RequestHead();

    @Test
    void findsFieldsWithoutCase() throws HttpException {
        RequestHead it = Requests.parse(HEAD);
        assertThat(it.field("ACCEPT")).isEqualTo("x");
        assertThat(it.fields("Accept")).containsExactly("x", "y, z");
        assertThat(it.indexOf("accept", 2)).isEqualTo(3);
        assertThat(it.name(3)).isEqualTo("accept");
        assertThat(it.field("Accep")).isNull();
        assertThat(it.hasToken("Accept", "z")).isTrue();
        assertThat(it.hasToken("Accept", "w")).isFalse();
        assertThat(it.toString()).isEqualTo("GET /a?b HTTP/1.1");
        assertThat(it.targetForm()).isEqualTo(TargetForm.ORIGIN);
    }

    @Test
    void growsForAnyNumberOfFields() throws HttpException {
        StringBuilder many = new StringBuilder("GET / HTTP/1.1\r\nHost: a\r\n");
        for (int i = 1; i < 100; i++) {
            many.append("F").append(i).append(": ").append(i).append("\r\n");
        }
        RequestHead it = Requests.parse(many.append("\r\n").toString());
        assertThat(it.fieldCount()).isEqualTo(100);
        assertThat(it.field("f99")).isEqualTo("99");
    }

    @Test
    void referencesTheBufferUntilDetached() throws HttpException {
        byte[] buffer = bytes("..." + HEAD);
        assertThat(parser.parse(buffer, 3, buffer.length, head)).isEqualTo(HEAD.length());
        head.detach();
        Arrays.fill(buffer, (byte) '!');
        assertThat(head.rawPath()).isEqualTo("/a");
        assertThat(head.authority()).isEqualTo("a:80");
        assertThat(head.value(3)).isEqualTo("y, z");
    }

    /** The watchdog may be reading a target: the array and its base must not change one after the other. */
    @Test
    void keepsItsBaseWhenDetached() throws HttpException {
        byte[] buffer = bytes("..." + HEAD);
        parser.parse(buffer, 3, buffer.length, head);
        int base = head.fields.base;
        head.detach();
        assertThat(head.fields.base).isEqualTo(base);
        assertThat(head.fields.bytes).hasSize(base + HEAD.length());
    }

    @Test
    void hasOneStringForAKnownMethod() throws HttpException {
        assertThat(Requests.parse(HEAD).method()).isSameAs("GET");
    }

    @Test
    void tellsWhetherAHeadHasBegun() throws HttpException {
        byte[] buffer = bytes(HEAD);
        assertThat(parser.isStarted()).isFalse();
        assertThat(parser.parse(buffer, 0, 10, head)).isZero();
        assertThat(parser.isStarted()).isTrue();
        parser.parse(buffer, 0, buffer.length, head);
        assertThat(parser.isStarted()).isFalse();
    }

    @Test
    void startsAnewWhenReset() throws HttpException {
        byte[] bad = bytes("GET\0");
        assertThatThrownBy(() -> parser.parse(bad, 0, bad.length, head))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.error()).isEqualTo(HttpError.BAD_METHOD));
        parser.reset();
        byte[] good = bytes(HEAD);
        assertThat(parser.parse(good, 0, good.length, head)).isEqualTo(good.length);
    }

    @Test
    void aHeadUsedAgainHasNothingOfTheOneBefore() throws HttpException {
        for (String text : new String[] {
            "POST http://b/c?d HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n"
        }) {
            byte[] bytes = bytes(text);
            parser.parse(bytes, 0, bytes.length, head);
        }
        assertThat(head.rawQuery()).isNull();
        assertThat(head.authority()).isNull();
        assertThat(head.targetForm()).isEqualTo(TargetForm.ORIGIN);
        assertThat(head.contentLength()).isEqualTo(-1);
        assertThat(head.hasBody()).isFalse();
        assertThat(head.expectsContinue()).isFalse();
        assertThat(head.isKeepAlive()).isFalse();
        assertThat(head.fieldCount()).isZero();
    }

    @Test
    void limitsOfZeroAreNone() throws HttpException {
        HeadParser unlimited = new HeadParser(new HeadLimits(0, 0, 0, 0, false));
        byte[] bytes = bytes("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\nX: " + "b".repeat(100_000)
                + "\r\nX: c".repeat(1000) + "\r\n\r\n");
        assertThat(unlimited.parse(bytes, 0, bytes.length, head)).isEqualTo(bytes.length);
    }

    @Test
    void negativeLimitsAreRefused() {
        assertThatThrownBy(() -> new HeadLimits(-1, 1, 1, 1, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scansValuesAsThePlainVersionDoes() {
        byte[] bytes = new byte[40];
        for (int at = 0; at < bytes.length; at++) {
            for (int b = 0; b < 256; b++) {
                Arrays.fill(bytes, (byte) 'v');
                bytes[at] = (byte) b;
                bytes[38] = 0x7f;
                for (int from = 0; from < 10; from++) {
                    assertThat(FieldValueScan.end(bytes, from, bytes.length))
                            .isEqualTo(FieldValueScan.endPlain(bytes, from, bytes.length));
                }
            }
        }
    }

    private static byte[] bytes(String s) {
        return s.getBytes(StandardCharsets.ISO_8859_1);
    }
}
