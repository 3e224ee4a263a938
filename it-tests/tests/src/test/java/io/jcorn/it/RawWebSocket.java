package io.jcorn.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A WebSocket whose frames a test makes, right or wrong (RFC 6455 §5.2). In its texts a character is a byte. Blocks. */
final class RawWebSocket implements AutoCloseable {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xa;
    static final int FIN = 0x80;
    static final int RSV1 = 0x40;

    private static final int MASKED = 0x80;
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};
    private static final Map<Integer, String> KINDS =
            Map.of(TEXT, "text ", BINARY, "binary ", PING, "ping ", PONG, "pong ");

    private final RawClient client;

    private RawWebSocket(RawClient client) {
        this.client = client;
    }

    /** The request of an opening handshake, with the key of RFC 6455 §1.3. */
    static String handshake(String path, String... fields) {
        return "GET " + path + " HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + String.join("", fields) + "\r\n";
    }

    static RawWebSocket connect(InetSocketAddress address, String path, String... fields) {
        RawClient client = RawClient.connect(address);
        HttpAnswer answer = client.exchange(handshake(path, fields));
        if (answer.status() != 101) throw new AssertionError("the handshake is answered " + answer.status());
        return new RawWebSocket(client);
    }

    /**
     * A frame as a client sends it.
     *
     * @param first FIN, the reserved bits and the opcode
     */
    static String frame(int first, String payload) {
        byte[] masked = payload.getBytes(ISO_8859_1);
        for (int i = 0; i < masked.length; i++) masked[i] ^= MASK[i % MASK.length];
        return head(first, MASKED, masked.length) + new String(MASK, ISO_8859_1) + new String(masked, ISO_8859_1);
    }

    /** As a server would send it. */
    static String unmaskedFrame(int first, String payload) {
        return head(first, 0, payload.length()) + payload;
    }

    private static String head(int first, int masked, int length) {
        ByteBuffer head = ByteBuffer.allocate(10).put((byte) first);
        if (length < 126) head.put((byte) (masked | length));
        else if (length < 65536) head.put((byte) (masked | 126)).putShort((short) length);
        else head.put((byte) (masked | 127)).putLong(length);
        return new String(head.array(), 0, head.position(), ISO_8859_1);
    }

    static String close(int code, String reason) {
        return frame(FIN | CLOSE, "" + (char) (code >> 8) + (char) (code & 0xff) + reason);
    }

    /** A message as RFC 7692 §7.2.1 compresses it. */
    static String deflated(String message) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(message.getBytes(ISO_8859_1));
        byte[] out = new byte[message.length() + 64];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH) - 4;
        deflater.end();
        return new String(out, 0, length, ISO_8859_1);
    }

    private static String inflated(byte[] payload) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        inflater.setInput((new String(payload, ISO_8859_1) + "\0\0\u00ff\u00ff").getBytes(ISO_8859_1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] block = new byte[8192];
        for (int n = inflater.inflate(block); n > 0; n = inflater.inflate(block)) out.write(block, 0, n);
        inflater.end();
        return out.toString(ISO_8859_1);
    }

    void send(String frames) {
        client.send(frames);
    }

    void sendByteByByte(String frames) {
        for (int i = 0; i < frames.length(); i++) client.send(frames.substring(i, i + 1));
    }

    /** The server's next frame: {@code text Hello}, {@code close 1002}, {@code deflated text Hello}. */
    String next() {
        try {
            byte[] head = client.readBytes(2);
            int first = head[0] & 0xff;
            int length = head[1];
            if (length == 126) length = ByteBuffer.wrap(client.readBytes(2)).getShort() & 0xffff;
            else if (length == 127)
                length = Math.toIntExact(ByteBuffer.wrap(client.readBytes(8)).getLong());
            return describe(first, client.readBytes(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DataFormatException e) {
            throw new AssertionError("the server's compressed message is damaged", e);
        }
    }

    private static String describe(int first, byte[] payload) throws DataFormatException {
        if (first == (FIN | CLOSE))
            return payload.length == 0
                    ? "close"
                    : "close " + (ByteBuffer.wrap(payload).getShort() & 0xffff);
        String kind = KINDS.getOrDefault(first & 0xf, "frame " + Integer.toHexString(first) + " ");
        return (first & RSV1) == 0 ? kind + new String(payload, ISO_8859_1) : "deflated " + kind + inflated(payload);
    }

    boolean isClosedByServer() {
        return client.isClosedByServer();
    }

    @Override
    public void close() {
        client.close();
    }
}
