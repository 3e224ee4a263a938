package io.jcorn.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Extension.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.glassfish.tyrus.core.TyrusExtension.TyrusParameter;
import org.glassfish.tyrus.core.extension.ExtendedExtension.ExtensionContext;
import org.glassfish.tyrus.core.frame.CloseFrame;
import org.glassfish.tyrus.core.frame.Frame;
import org.junit.jupiter.api.Test;

class PerMessageDeflateTest {
    private static final int MAX = 100_000;
    private static final byte TEXT = 1;
    private static final byte CONTINUATION = 0;

    private final PerMessageDeflate extension = new PerMessageDeflate(MAX);
    private final ExtensionContext context = context();

    private static ExtensionContext context() {
        Map<String, Object> properties = new HashMap<>();
        return () -> properties;
    }

    private static Frame frame(byte opcode, boolean fin, boolean compressed, byte[] data) {
        return Frame.builder()
                .opcode(opcode)
                .fin(fin)
                .rsv1(compressed)
                .payloadLength(data.length)
                .payloadData(data)
                .build();
    }

    private static byte[] payload(Frame frame) {
        return Arrays.copyOf(frame.getPayloadData(), (int) frame.getPayloadLength());
    }

    @Test
    void readsTheExampleOfTheSpecification() {
        byte[] hello = HexFormat.of().parseHex("f248cdc9c90700"); // RFC 7692 §7.2.3.1

        Frame read = extension.processIncoming(context, frame(TEXT, true, true, hello));

        assertThat(read.isRsv1()).isFalse();
        assertThat(payload(read)).asString(StandardCharsets.US_ASCII).isEqualTo("Hello");
    }

    @Test
    void readsAMessageInTwoFrames() {
        byte[] hello = HexFormat.of().parseHex("f248cdc9c90700");

        Frame first = extension.processIncoming(context, frame(TEXT, false, true, Arrays.copyOf(hello, 3)));
        Frame second =
                extension.processIncoming(context, frame(CONTINUATION, true, false, Arrays.copyOfRange(hello, 3, 7)));

        assertThat(new String(payload(first), StandardCharsets.US_ASCII)
                        + new String(payload(second), StandardCharsets.US_ASCII))
                .isEqualTo("Hello");
    }

    @Test
    void readsWhatItWrites() {
        byte[] message = "It grows. ".repeat(500).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 2; i++) {
            Frame first = extension.processOutgoing(context, frame(TEXT, false, false, message));
            Frame last = extension.processOutgoing(context, frame(CONTINUATION, true, false, message));

            assertThat(first.isRsv1()).isTrue();
            assertThat(last.isRsv1()).isFalse();
            assertThat(first.getPayloadLength()).isLessThan(message.length / 10);
            assertThat(payload(extension.processIncoming(context, first))).isEqualTo(message);
            assertThat(payload(extension.processIncoming(context, last))).isEqualTo(message);
        }
    }

    @Test
    void keepsNothingBetweenMessages() {
        byte[] message = new byte[1000];
        extension.processIncoming(context, extension.processOutgoing(context, frame(TEXT, true, false, message)));

        assertThat(context.getProperties()).doesNotContainKeys("permessage-deflate in", "permessage-deflate out");
    }

    @Test
    void leavesPlainMessagesAndControlFramesAlone() {
        Frame plain = frame(TEXT, true, false, new byte[] {'a'});
        Frame ping = frame((byte) 9, true, false, new byte[500]);

        assertThat(extension.processIncoming(context, plain)).isSameAs(plain);
        assertThat(extension.processIncoming(context, ping)).isSameAs(ping);
        assertThat(extension.processOutgoing(context, plain)).isSameAs(plain);
        assertThat(extension.processOutgoing(context, ping)).isSameAs(ping);
    }

    @Test
    void refusesDamagedData() {
        Frame damaged = frame(TEXT, true, true, new byte[] {-1, -1, -1, -1});

        assertThat(closeCode(extension.processIncoming(context, damaged))).isEqualTo(CloseCodes.NOT_CONSISTENT);
    }

    @Test
    void refusesBombs() {
        Frame bomb = extension.processOutgoing(context(), frame(TEXT, true, false, new byte[MAX + 1]));

        assertThat(closeCode(extension.processIncoming(context, bomb))).isEqualTo(CloseCodes.TOO_BIG);
    }

    @Test
    void refusesFragmentsThatAddUp() {
        byte[] half = new byte[MAX / 2 + 1];
        ExtensionContext sender = context();
        Frame first = extension.processOutgoing(sender, frame(TEXT, false, false, half));
        Frame last = extension.processOutgoing(sender, frame(CONTINUATION, true, false, half));

        assertThat(payload(extension.processIncoming(context, first))).isEqualTo(half);
        assertThat(closeCode(extension.processIncoming(context, last))).isEqualTo(CloseCodes.TOO_BIG);
    }

    private static CloseCode closeCode(Frame frame) {
        assertThat(frame).isInstanceOf(CloseFrame.class);
        return ((CloseFrame) frame).getCloseReason().getCloseCode();
    }

    @Test
    void agreesToKeepNoContext() {
        List<Parameter> agreed =
                extension.onExtensionNegotiation(context, List.of(new TyrusParameter("client_max_window_bits", null)));

        assertThat(agreed)
                .extracting(Parameter::getName)
                .containsExactly("server_no_context_takeover", "client_no_context_takeover");
    }

    @Test
    void sendsPlainMessagesToAClientWithASmallWindow() {
        List<Parameter> agreed =
                extension.onExtensionNegotiation(context, List.of(new TyrusParameter("server_max_window_bits", "10")));
        Frame message = frame(TEXT, true, false, new byte[1000]);

        assertThat(agreed).extracting(Parameter::getName).contains("server_max_window_bits");
        assertThat(extension.processOutgoing(context, message)).isSameAs(message);
    }
}
