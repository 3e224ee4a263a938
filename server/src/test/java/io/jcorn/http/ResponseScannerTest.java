package io.jcorn.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResponseScannerTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nDate: Thu, 26 Nov 2026 19:00:00 GMT\r\n";

    /** Whether to HEAD, the response, and whether its connection goes on. */
    static Stream<Arguments> responses() {
        return Stream.of(
                arguments(false, OK + "Content-Length: 5\r\n\r\nhello", true),
                arguments(false, OK + "Content-Length: 5\r\nConnection: close\r\n\r\nhello", false),
                arguments(false, OK + "Content-Length: 0\r\n\r\n", true),
                arguments(false, OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", true),
                arguments(false, OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nsum: 1\r\n\r\n", true),
                arguments(true, OK + "Content-Length: 5\r\n\r\n", true),
                arguments(false, "HTTP/1.1 204 No Content\r\n\r\n", true),
                arguments(false, "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", true),
                arguments(false, "HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 5\r\n\r\nhello", true),
                arguments(
                        false, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", true));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void findsTheEndHoweverTheBytesAreCut(boolean toHead, String response, boolean persistent) throws HttpException {
        byte[] bytes = (response + "HTTP/1.1 the next one").getBytes(ISO_8859_1);
        for (int step = 1; step <= bytes.length; step++) {
            ResponseScanner scanner = new ResponseScanner(toHead);
            int at = 0;
            while (!scanner.isOver()) {
                int end = Math.min(bytes.length, at + step);
                int n = scanner.scan(bytes, at, end);
                assertThat(scanner.isOver() || n == end - at).isTrue();
                at += n;
            }
            assertThat(at).as("in steps of " + step).isEqualTo(response.length());
            assertThat(scanner.isPersistent()).isEqualTo(persistent);
        }
    }

    @Test
    void aResponseWithoutLengthEndsWithItsConnection() throws HttpException {
        ResponseScanner scanner = new ResponseScanner(false);
        byte[] bytes = (OK + "Connection: close\r\n\r\nhello").getBytes(ISO_8859_1);
        assertThat(scanner.scan(bytes, 0, bytes.length)).isEqualTo(bytes.length);
        assertThat(scanner.isOver()).isFalse();
        assertThat(scanner.endsWithConnection()).isTrue();
    }

    @Test
    void whatFollowsASwitchOfProtocolsIsNoResponse() throws HttpException {
        ResponseScanner scanner = new ResponseScanner(false);
        String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
        byte[] bytes = (head + "frames").getBytes(ISO_8859_1);
        assertThat(scanner.scan(bytes, 0, bytes.length)).isEqualTo(head.length());
        assertThat(scanner.isSwitched()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesWhatIsNoResponse(String other) {
        byte[] bytes = other.getBytes(ISO_8859_1);
        assertThatThrownBy(() -> new ResponseScanner(false).scan(bytes, 0, bytes.length))
                .isInstanceOf(HttpException.class);
    }

    static Stream<String> others() {
        return Stream.of(
                "GET / HTTP/1.1\r\n\r\n",
                OK + "Content-Length: many\r\n\r\n",
                OK + "no field\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\nno size\r\n");
    }
}
