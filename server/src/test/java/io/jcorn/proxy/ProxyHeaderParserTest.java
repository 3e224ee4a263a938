package io.jcorn.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderParserTest {
    private static final ProxyHeaderParser ANY = new ProxyHeaderParser(true, true);
    private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
    private static final String IPV4 = "\300\0\2\1\306\63\144\1\334\4\1\273"; // 192.0.2.1:56324 → 198.51.100.1:443

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Feeds it byte by byte, as any client may; what follows must not be looked at. */
    private static ProxyHeader parse(ProxyHeaderParser parser, String header) throws HttpException {
        byte[] bytes = bytes("xx" + header + "GET");
        for (int end = 3; end < bytes.length - 3; end++) {
            assertThat(parser.parse(bytes, 2, end))
                    .as("after %d bytes", end - 2)
                    .isNull();
        }
        ProxyHeader parsed = parser.parse(bytes, 2, bytes.length);
        assertThat(parsed.length()).isEqualTo(header.length());
        return parsed;
    }

    private static String block(int versionCommand, int family, String rest) {
        return SIGNATURE
                + (char) versionCommand
                + (char) family
                + (char) (rest.length() >> 8)
                + (char) (rest.length() & 0xff)
                + rest;
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PROXY TCP4 192.0.2.1 198.51.100.1 56324 443, /192.0.2.1:56324, /198.51.100.1:443
            PROXY TCP6 2001:db8::1 2001:db8::2 0 65535,  '/[2001:db8:0:0:0:0:0:1]:0', '/[2001:db8:0:0:0:0:0:2]:65535'
            PROXY UNKNOWN,                               null, null
            PROXY UNKNOWN ffff::1 whatever it is 1,      null, null
            """)
    void readsVersion1(String line, String source, String destination) throws HttpException {
        ProxyHeader header = parse(ANY, line + "\r\n");

        assertThat(String.valueOf(header.source())).isEqualTo(source);
        assertThat(String.valueOf(header.destination())).isEqualTo(destination);
        assertThat(header.secure()).isFalse();
    }

    @Test
    void readsVersion2() throws HttpException {
        ProxyHeader header = parse(ANY, block(0x21, 0x11, IPV4));

        assertThat(header.source()).hasToString("/192.0.2.1:56324");
        assertThat(header.destination()).hasToString("/198.51.100.1:443");
        assertThat(header.secure()).isFalse();
    }

    @Test
    void readsVersion2WithIpv6AndTheClientsTls() throws HttpException {
        String addresses = "\0".repeat(15) + "\1" + "\0".repeat(15) + "\2" + "\0\120\1\273";
        ProxyHeader header = parse(ANY, block(0x21, 0x21, addresses + "\4\0\1x" + "\40\0\5\1\0\0\0\0"));

        assertThat(header.source()).hasToString("/[0:0:0:0:0:0:0:1]:80");
        assertThat(header.secure()).isTrue();
        assertThat(header.tlvs()).containsOnlyKeys(0x04, 0x20).containsEntry(4, new byte[] {'x'});
    }

    @Test
    void leavesTheSocketsEndsToLocalAndUnspecifiedAndUnix() throws HttpException {
        assertThat(parse(ANY, block(0x20, 0x00, "")).source()).isNull();
        assertThat(parse(ANY, block(0x20, 0x11, IPV4)).source()).isNull();
        assertThat(parse(ANY, block(0x21, 0x00, "\3\0\4crc!")).source()).isNull();
        assertThat(parse(ANY, block(0x21, 0x31, "\0".repeat(216))).source()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 192.0.2.1 198.51.100.1 56324\r\n",
                "PROXY TCP4 192.0.2.1 198.51.100.1 56324 443 1\r\n",
                "PROXY TCP4 192.0.2.1  198.51.100.1 56324 443\r\n",
                "PROXY TCP4 ::1 ::1 1 1\r\n",
                "PROXY TCP6 192.0.2.1 192.0.2.1 1 1\r\n",
                "PROXY TCP4 192.0.2.1 198.51.100.1 65536 443\r\n",
                "PROXY TCP4 192.0.2.1 198.51.100.1 01 443\r\n",
                "PROXY TCP4 192.0.2.1 198.51.100.1 +1 443\r\n",
                "PROXY UDP4 192.0.2.1 198.51.100.1 1 443\r\n",
                "PROXY tcp4 192.0.2.1 198.51.100.1 1 443\r\n",
                "PROXY TCP4 192.0.2.1 198.51.100.1 1 443\n",
                "PROXY UNKNOWN aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesAMalformedLine(String line) {
        refuses(line, HttpError.BAD_PROXY_HEADER);
    }

    @Test
    void refusesAMalformedBlock() {
        refuses(block(0x11, 0x11, IPV4), HttpError.BAD_PROXY_HEADER);
        refuses(block(0x22, 0x11, IPV4), HttpError.BAD_PROXY_HEADER);
        refuses(block(0x21, 0x12, IPV4), HttpError.BAD_PROXY_HEADER);
        refuses(block(0x21, 0x41, IPV4), HttpError.BAD_PROXY_HEADER);
        refuses(block(0x21, 0x11, IPV4.substring(1)), HttpError.BAD_PROXY_HEADER);
        refuses(block(0x21, 0x11, IPV4 + "\1\0"), HttpError.BAD_PROXY_HEADER);
        refuses(block(0x21, 0x11, IPV4 + "\1\0\2x"), HttpError.BAD_PROXY_HEADER);
    }

    @Test
    void refusesAConnectionWithoutHeaderAtItsFirstByte() {
        refuses("G", HttpError.MISSING_PROXY_HEADER);
        refuses("PROXX", HttpError.MISSING_PROXY_HEADER);
        refuses("\r\nGET", HttpError.MISSING_PROXY_HEADER);
    }

    @Test
    void refusesTheOtherVersion() {
        byte[] line = bytes("PROXY UNKNOWN\r\n");
        byte[] block = bytes(block(0x20, 0, ""));

        assertThatThrownBy(() -> new ProxyHeaderParser(false, true).parse(line, 0, line.length))
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> new ProxyHeaderParser(true, false).parse(block, 0, block.length))
                .hasMessageContaining("version 1");
    }

    @ParameterizedTest
    @CsvSource({"GET / HTTP/1.1, false", "PROPFIND, false", "PROX, null", "PROXY , true", "X, false"})
    void tellsAHeaderFromARequest(String begin, String is) {
        byte[] bytes = bytes(begin.equals("PROXY") ? "PROXY " : begin);

        assertThat(String.valueOf(ProxyHeaderParser.isHeader(bytes, 0, bytes.length)))
                .isEqualTo(is);
    }

    private static void refuses(String text, HttpError error) {
        byte[] bytes = bytes(text);
        assertThatThrownBy(() -> ANY.parse(bytes, 0, bytes.length))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.error()).isEqualTo(error));
    }
}
