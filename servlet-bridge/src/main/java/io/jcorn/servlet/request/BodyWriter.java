package io.jcorn.servlet.request;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Encodes text straight into a response, holding nothing back but a surrogate that waits for its other half. What can't
 * be encoded becomes a question mark or what the charset has instead, as the JDK's own writers have it.
 *
 * <p>For UTF-8, ISO-8859-1 and US-ASCII {@code String.getBytes} is used, which the JVM does a vector at a time; other
 * charsets may have state and go through their encoder.
 */
final class BodyWriter extends Writer {
    private static final int CHUNK_CHARACTERS = 8192;

    private final BridgeResponse response;
    private final Charset charset;
    /** null for the charsets without state. */
    private final CharsetEncoder encoder;

    private final ByteBuffer encoded;
    /** The first half of a pair, if that was the last character written; else 0. */
    private char pending;

    BodyWriter(BridgeResponse response, Charset charset) {
        this.response = response;
        this.charset = charset;
        boolean direct = charset.equals(StandardCharsets.UTF_8)
                || charset.equals(StandardCharsets.ISO_8859_1)
                || charset.equals(StandardCharsets.US_ASCII);
        this.encoder = direct
                ? null
                : charset.newEncoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
        this.encoded = direct ? null : ByteBuffer.allocate(CHUNK_CHARACTERS);
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        for (int at = offset, left = length; left > 0; ) {
            int n = Math.min(left, CHUNK_CHARACTERS);
            write(new String(text, at, n), 0, n);
            at += n;
            left -= n;
        }
    }

    @Override
    public void write(int c) throws IOException {
        write(String.valueOf((char) c), 0, 1);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        int start = offset;
        int end = offset + length;
        if (start == end) {
            return;
        }
        if (pending != 0) {
            start = completePair(text, start);
        }
        if (end > start && Character.isHighSurrogate(text.charAt(end - 1))) {
            pending = text.charAt(--end);
        }
        while (start < end) {
            int chunkEnd = chunkEnd(text, start, end);
            encode(start == 0 && chunkEnd == text.length() ? text : text.substring(start, chunkEnd));
            start = chunkEnd;
        }
    }

    /** @return where what follows the pair begins */
    private int completePair(String text, int start) throws IOException {
        char first = pending;
        pending = 0;
        if (Character.isLowSurrogate(text.charAt(start))) {
            encode(new String(new char[] {first, text.charAt(start)}));
            return start + 1;
        }
        encodeAlone(first);
        return start;
    }

    /** Not between the halves of a pair. */
    private static int chunkEnd(String text, int start, int end) {
        if (end - start <= CHUNK_CHARACTERS) {
            return end;
        }
        int chunkEnd = start + CHUNK_CHARACTERS;
        return Character.isHighSurrogate(text.charAt(chunkEnd - 1)) ? chunkEnd - 1 : chunkEnd;
    }

    /** Half a pair is as little a character as what stands for characters that nobody knows. */
    private void encodeAlone(char half) throws IOException {
        encode(encoder == null ? String.valueOf(half) : "\uFFFD");
    }

    private void encode(String text) throws IOException {
        if (encoder == null) {
            byte[] bytes = text.getBytes(charset);
            response.write(bytes, 0, bytes.length);
        } else {
            CharBuffer characters = CharBuffer.wrap(text);
            while (encoder.encode(characters, encoded, false) == CoderResult.OVERFLOW) {
                sendEncoded();
            }
            sendEncoded();
        }
    }

    private void sendEncoded() throws IOException {
        response.write(encoded.array(), 0, encoded.position());
        encoded.clear();
    }

    /** Forgets what was written; the body was reset. */
    void reset() {
        pending = 0;
        if (encoder != null) {
            encoder.reset();
        }
    }

    /** Commits the response. */
    @Override
    public void flush() throws IOException {
        response.flushBuffer();
    }

    /** Writes what a charset has at a text's end. Doesn't commit. */
    void finish() throws IOException {
        if (pending != 0) {
            char alone = pending;
            pending = 0;
            encodeAlone(alone);
        }
        if (encoder != null) {
            encoder.encode(CharBuffer.allocate(0), encoded, true);
            while (encoder.flush(encoded) == CoderResult.OVERFLOW) {
                sendEncoded();
            }
            sendEncoded();
            encoder.reset();
        }
    }

    @Override
    public void close() throws IOException {
        response.closeBody(false);
    }
}
