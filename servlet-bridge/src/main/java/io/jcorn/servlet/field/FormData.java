package io.jcorn.servlet.field;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.function.BiConsumer;

/**
 * Decodes {@code name=value&name=value} with percent-encoding and plus signs: queries and
 * application/x-www-form-urlencoded bodies. Plain ASCII is cut out of the text as it is.
 */
public final class FormData {

    private final String text;
    private final Charset charset;

    private FormData(String text, Charset charset) {
        this.text = text;
        this.charset = charset;
    }

    /**
     * Hands each pair to {@code sink}, in order.
     *
     * @param text the bytes as ISO-8859-1
     * @param charset what the bytes are in, once decoded
     * @throws RequestFaultException for a malformed percent-encoding or bytes that are not in {@code charset}
     */
    public static void parse(String text, Charset charset, BiConsumer<String, String> sink) {
        FormData form = new FormData(text, charset);
        int length = text.length();
        for (int start = 0; start < length; ) {
            int ampersand = text.indexOf('&', start);
            int end = ampersand < 0 ? length : ampersand;
            if (end > start) {
                form.pair(start, end, sink);
            }
            start = end + 1;
        }
    }

    private void pair(int start, int end, BiConsumer<String, String> sink) {
        int equals = start;
        while (equals < end && text.charAt(equals) != '=') {
            equals++;
        }
        sink.accept(piece(start, equals), equals == end ? "" : piece(equals + 1, end));
    }

    private String piece(int start, int end) {
        boolean plain = true;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '%' || c == '+' || c >= 128) {
                plain = false;
                break;
            }
        }
        return plain ? text.substring(start, end) : decode(start, end);
    }

    private String decode(int start, int end) {
        byte[] bytes = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) (hex(i + 1, end) << 4 | hex(i + 2, end));
                i += 2;
            } else {
                bytes[length++] = (byte) (c == '+' ? ' ' : c);
            }
        }
        return string(bytes, length);
    }

    private int hex(int at, int end) {
        int digit = at < end ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0 || text.charAt(at) >= 128) {
            throw RequestFaultException.malformed("a parameter has a malformed percent-encoding");
        }
        return digit;
    }

    private String string(byte[] bytes, int length) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw RequestFaultException.malformed("a parameter is not in " + charset);
        }
    }
}
