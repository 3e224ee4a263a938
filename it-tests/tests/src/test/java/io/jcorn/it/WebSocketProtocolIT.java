package io.jcorn.it;

import static io.jcorn.it.RawWebSocket.BINARY;
import static io.jcorn.it.RawWebSocket.CLOSE;
import static io.jcorn.it.RawWebSocket.CONTINUATION;
import static io.jcorn.it.RawWebSocket.FIN;
import static io.jcorn.it.RawWebSocket.PING;
import static io.jcorn.it.RawWebSocket.PONG;
import static io.jcorn.it.RawWebSocket.RSV1;
import static io.jcorn.it.RawWebSocket.TEXT;
import static io.jcorn.it.RawWebSocket.close;
import static io.jcorn.it.RawWebSocket.deflated;
import static io.jcorn.it.RawWebSocket.frame;
import static io.jcorn.it.RawWebSocket.unmaskedFrame;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What RFC 6455 and RFC 7692 ask of a server, frame by frame, from an endpoint that echoes. */
class WebSocketProtocolIT {
    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
    private static final int MAX_MESSAGE = 1024 * 1024;
    /** Up to here a case is sent byte by byte, too. */
    private static final int SHORT = 300;

    private static JcornProcess jcorn;

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.serving(Built.WEBSOCKET);
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    private static Arguments exchange(String what, String sent, String... heard) {
        return Arguments.of(what, sent, List.of(heard));
    }

    private static String text(String payload) {
        return frame(FIN | TEXT, payload);
    }

    private static String inFragments(int opcode, String payload, int length) {
        StringBuilder frames = new StringBuilder();
        for (int from = 0; from < payload.length(); from += length) {
            int to = Math.min(from + length, payload.length());
            frames.append(frame(from == 0 ? opcode : CONTINUATION, payload.substring(from, to)));
        }
        return frames.append(frame(FIN | CONTINUATION, "")).toString();
    }

    /** §5.2, §5.5: every form of a length, every opcode, the reserved bits, the mask. */
    static Stream<Arguments> frames() {
        List<Arguments> cases = new ArrayList<>();
        for (int length : new int[] {0, 1, 125, 126, 127, 128, 65535, 65536, MAX_MESSAGE}) {
            String payload = "*".repeat(length);
            cases.add(exchange("text of " + length, text(payload), "text " + payload));
            cases.add(exchange("binary of " + length, frame(FIN | BINARY, payload), "binary " + payload));
        }
        String longest = "x".repeat(MAX_MESSAGE);
        String ping = frame(FIN | PING, "p");
        cases.add(exchange(
                "ping behind the longest", frame(FIN | BINARY, longest) + ping, "binary " + longest, "pong p"));
        String most = "\u00fe".repeat(125);
        cases.add(exchange("ping", frame(FIN | PING, "") + frame(FIN | PING, most), "pong ", "pong " + most));
        cases.add(exchange(
                "ten pings",
                frame(FIN | PING, "x").repeat(10),
                Stream.generate(() -> "pong x").limit(10).toArray(String[]::new)));
        cases.add(exchange("pong that nobody asked for", frame(FIN | PONG, "x") + text("y"), "text y"));
        cases.add(exchange("ping that is too long", frame(FIN | PING, most + "x"), "close 1002"));
        for (int opcode : new int[] {3, 4, 5, 6, 7, 0xb, 0xc, 0xd, 0xe, 0xf}) {
            String reserved = frame(FIN | opcode, "x");
            cases.add(exchange("opcode " + opcode, text("x") + reserved + text("y"), "text x", "close 1002"));
        }
        for (int bits = 0x10; bits <= 0x70; bits += 0x10) {
            for (int opcode : new int[] {TEXT, BINARY, PING, PONG, CLOSE}) {
                String what = "reserved bits " + Integer.toHexString(bits) + " of opcode " + opcode;
                String reserved = frame(FIN | bits | opcode, "");
                cases.add(exchange(what, text("x") + reserved + text("y"), "text x", "close 1002"));
            }
        }
        cases.add(exchange("no mask", text("x") + unmaskedFrame(FIN | TEXT, "Hello"), "text x", "close 1002"));
        cases.add(exchange("no mask, empty ping", unmaskedFrame(FIN | PING, ""), "close 1002"));
        cases.add(exchange(
                "no mask, second fragment",
                frame(TEXT, "x") + unmaskedFrame(FIN | CONTINUATION, "Hello"),
                "close 1002"));
        return cases.stream();
    }

    /** §5.2, §10.4: lengths that are told, whether the bytes come or not. */
    static Stream<Arguments> lengths() {
        return Stream.of(
                exchange("one byte too many", "\u0082\u00ff\0\0\0\0\0\u0010\0\1", "close 1009"),
                exchange(
                        "more than there is",
                        "\u0082\u00ff\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
                        "close 1009"),
                exchange("the highest bit", "\u0082\u00ff\u0080\0\0\0\0\0\0\1", "close 1002"),
                exchange("two bytes where none is needed", "\u0082\u00fe\0}", "close 1002"),
                exchange("eight bytes where two are enough", "\u0082\u00ff\0\0\0\0\0\0\u00ff\u00ff", "close 1002"),
                exchange(
                        "fragments that add up",
                        frame(BINARY, "x".repeat(MAX_MESSAGE / 2))
                                + frame(CONTINUATION, "x".repeat(MAX_MESSAGE / 2))
                                + frame(FIN | CONTINUATION, "x"),
                        "close 1009"));
    }

    /** §5.4. */
    static Stream<Arguments> fragments() {
        String ping = frame(FIN | PING, "p");
        String number = "1234567890".repeat(6500);
        return Stream.of(
                exchange("two", frame(TEXT, "one ") + frame(FIN | CONTINUATION, "two"), "text one two"),
                exchange(
                        "empty ones",
                        frame(TEXT, "") + frame(CONTINUATION, "") + frame(FIN | CONTINUATION, ""),
                        "text "),
                exchange("an empty end", frame(TEXT, "one") + frame(FIN | CONTINUATION, ""), "text one"),
                exchange(
                        "control frames between",
                        frame(TEXT, "1") + ping + frame(CONTINUATION, "2") + ping + frame(FIN | CONTINUATION, "3"),
                        "pong p",
                        "pong p",
                        "text 123"),
                exchange(
                        "two messages",
                        frame(TEXT, "1")
                                + frame(FIN | CONTINUATION, "2")
                                + frame(BINARY, "3")
                                + frame(FIN | CONTINUATION, "4"),
                        "text 12",
                        "binary 34"),
                exchange("many", inFragments(BINARY, number, 1300), "binary " + number),
                exchange("of a ping", frame(PING, "1") + frame(FIN | CONTINUATION, "2"), "close 1002"),
                exchange("of a pong", frame(PONG, "1") + frame(FIN | CONTINUATION, "2"), "close 1002"),
                exchange("of a close", frame(CLOSE, "") + frame(FIN | CONTINUATION, ""), "close 1002"),
                exchange("of nothing", frame(FIN | CONTINUATION, "1") + text("2"), "close 1002"),
                exchange("of nothing, more to come", frame(CONTINUATION, "1"), "close 1002"),
                exchange("after the end", text("1") + frame(FIN | CONTINUATION, "2"), "text 1", "close 1002"),
                exchange("a message between", frame(TEXT, "1") + text("2"), "close 1002"),
                exchange("a message's begin between", frame(TEXT, "1") + frame(BINARY, "2"), "close 1002"));
    }

    /** §8.1. */
    static Stream<Arguments> utf8() {
        List<Arguments> cases = new ArrayList<>();
        for (String valid : List.of(
                "κόσμε",
                "\0",
                "\u007f",
                "\u0080",
                "\u07ff",
                "\u0800",
                "\ud7ff",
                "\ue000",
                "\ufdd0",
                "\ufffd",
                "\uffff",
                "\ud800\udc00",
                "\udbff\udfff")) {
            String bytes = new String(valid.getBytes(UTF_8), ISO_8859_1);
            String hex = HexFormat.of().formatHex(bytes.getBytes(ISO_8859_1));
            cases.add(exchange(hex, text(bytes), "text " + bytes));
            cases.add(exchange(hex + " in fragments", inFragments(TEXT, bytes, 1), "text " + bytes));
        }
        for (String invalid : List.of(
                "80",
                "bf",
                "ff",
                "fe",
                "c0af",
                "c1bf",
                "c320",
                "e08080",
                "e09fbf",
                "e18020",
                "eda080",
                "edbfbf",
                "eda080edb080",
                "f0808080",
                "f08fbfbf",
                "f1808020",
                "f4908080",
                "f7bfbfbf",
                "f888808080",
                "fc8480808080",
                "c3",
                "e180",
                "f09080",
                "cebaedbfbf65")) {
            String bytes = new String(HexFormat.of().parseHex(invalid), ISO_8859_1);
            cases.add(exchange(invalid, text("x") + text("ok" + bytes) + text("y"), "text x", "close 1007"));
            cases.add(exchange(
                    invalid + " at the end", frame(TEXT, "ok") + frame(FIN | CONTINUATION, bytes), "close 1007"));
        }
        cases.add(exchange(
                "no need to wait for the rest", frame(TEXT, "ok") + frame(CONTINUATION, "\u00ff"), "close 1007"));
        cases.add(exchange("bytes need not be text", frame(FIN | BINARY, "\u00ff\u00fe"), "binary \u00ff\u00fe"));
        return cases.stream();
    }

    /** §5.5.1, §7.4. */
    static Stream<Arguments> closes() {
        List<Arguments> cases = new ArrayList<>();
        String longest = "x".repeat(123);
        cases.add(exchange("without code", frame(FIN | CLOSE, ""), "close 1000"));
        cases.add(exchange("with half a code", frame(FIN | CLOSE, "\3"), "close 1002"));
        cases.add(exchange("with the longest reason", close(1000, longest), "close 1000"));
        cases.add(exchange("with too long a reason", close(1000, longest + "x"), "close 1002"));
        cases.add(exchange("with a reason that is no text", close(1000, "\u00ed\u00a0\u0080"), "close 1007"));
        cases.add(exchange("twice", close(1000, "") + close(1000, ""), "close 1000"));
        cases.add(exchange("and then a ping", close(1000, "") + frame(FIN | PING, ""), "close 1000"));
        cases.add(exchange("and then a message", close(1000, "") + text("x"), "close 1000"));
        cases.add(exchange("and then rubbish", close(1000, "") + unmaskedFrame(0x7f, "x"), "close 1000"));
        cases.add(exchange("within a message", frame(TEXT, "x") + close(1000, ""), "close 1000"));
        for (int code : new int[] {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999})
            cases.add(exchange("with " + code, close(code, "bye"), "close " + code));
        for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
            cases.add(exchange("with " + code, close(code, ""), "close 1002"));
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"frames", "lengths", "fragments", "utf8", "closes"})
    void answers(String what, String sent, List<String> heard) {
        try (RawWebSocket socket = RawWebSocket.connect(jcorn.address(), "/echo/oak")) {
            socket.send(sent);
            assertHears(socket, heard);
        }
        if (sent.length() > SHORT) return;
        try (RawWebSocket socket = RawWebSocket.connect(jcorn.address(), "/echo/oak")) {
            socket.sendByteByByte(sent);
            assertHears(socket, heard);
        }
    }

    /** That, and nothing else before the connection is closed. */
    private static void assertHears(RawWebSocket socket, List<String> heard) {
        for (String each : heard) assertThat(socket.next()).isEqualTo(each);
        if (!heard.get(heard.size() - 1).startsWith("close ")) {
            socket.send(close(1000, ""));
            assertThat(socket.next()).isEqualTo("close 1000");
        }
        assertThat(socket.isClosedByServer()).isTrue();
    }

    static Stream<Arguments> compressed() {
        String message = "acorns and oaks ".repeat(200);
        String data = deflated(message);
        String half = data.substring(0, data.length() / 2);
        String rest = data.substring(data.length() / 2);
        int first = FIN | RSV1 | TEXT;
        return Stream.of(
                exchange("a message", frame(first, data), "deflated text " + message),
                exchange(
                        "each by itself",
                        frame(first, data).repeat(3),
                        "deflated text " + message,
                        "deflated text " + message,
                        "deflated text " + message),
                exchange("one that is not worth it", frame(first, deflated("Hello")), "text Hello"),
                exchange("one that isn't", text("Hello"), "text Hello"),
                exchange("an empty one", frame(first, "\0"), "text "),
                exchange("a stored block", frame(first, "\0\5\0\u00fa\u00ffHello\0"), "text Hello"),
                exchange("a final block", frame(first, "\u00f3H\u00cd\u00c9\u00c9\7\0\0"), "text Hello"),
                exchange(
                        "fragments, a ping between",
                        frame(RSV1 | TEXT, half) + frame(FIN | PING, "p") + frame(FIN | CONTINUATION, rest),
                        "pong p",
                        "deflated text " + message),
                exchange("bytes", frame(FIN | RSV1 | BINARY, data), "deflated binary " + message),
                exchange(
                        "not of a fragment",
                        frame(RSV1 | TEXT, half) + frame(FIN | RSV1 | CONTINUATION, rest),
                        "close 1002"),
                exchange("not of a ping", frame(FIN | RSV1 | PING, ""), "close 1002"),
                exchange("no text", frame(first, deflated("\u00ff")), "close 1007"),
                exchange("damaged", frame(first, "\u00ff\u00ff"), "close 1007"),
                exchange("too long when inflated", frame(first, deflated("x".repeat(MAX_MESSAGE + 1))), "close 1009"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void compressed(String what, String sent, List<String> heard) {
        try (RawWebSocket socket = RawWebSocket.connect(jcorn.address(), "/echo/oak", DEFLATE)) {
            socket.send(sent);
            assertHears(socket, heard);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Sec-WebSocket-Version: 13 | Sec-WebSocket-Version: 12 | 426
            Sec-WebSocket-Key         | X-Key                     | 400
            GET                       | POST                      | 404
            Connection: Upgrade       | Connection: close         | 400
            """)
    void refusesAHandshakeThatIsNone(String right, String wrong, int status) {
        try (RawClient client = jcorn.connect()) {
            HttpAnswer answer =
                    client.exchange(RawWebSocket.handshake("/echo/oak").replaceFirst(right, wrong));

            assertThat(answer.status()).isEqualTo(status);
            if (status == 426) assertThat(answer.field("Sec-WebSocket-Version")).hasValue("13");
        }
    }

    @Test
    void agreesAsTheExampleOfTheSpecificationDoes() {
        try (RawClient client = jcorn.connect()) {
            HttpAnswer answer = client.exchange(RawWebSocket.handshake("/echo/oak", DEFLATE));

            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.field("Upgrade")).hasValue("websocket");
            assertThat(answer.field("Connection"))
                    .hasValueSatisfying(it -> assertThat(it).isEqualToIgnoringCase("upgrade"));
            assertThat(answer.field("Sec-WebSocket-Accept")).hasValue("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(answer.field("Sec-WebSocket-Extensions"))
                    .hasValueSatisfying(
                            it -> assertThat(it).contains("permessage-deflate", "client_no_context_takeover"));
        }
    }
}
