package io.jcorn.servlet.session.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The first byte of a serialized attribute, and the values that are written without Java serialization. */
final class Tag {
    /** Java serialization. */
    static final byte OBJECT = 0;

    private static final byte LATIN1 = 1;
    private static final byte UTF16 = 2;
    private static final byte INTEGER = 3;
    private static final byte LONG = 4;
    private static final byte FALSE = 5;
    private static final byte TRUE = 6;
    private static final byte DOUBLE = 7;
    private static final byte FLOAT = 8;
    private static final byte SHORT = 9;
    private static final byte BYTE = 10;
    private static final byte CHARACTER = 11;
    private static final byte BYTES = 12;

    private Tag() {}

    /** null if the value isn't one of the simple ones. */
    static byte[] encode(Object value) {
        if (value instanceof String text) {
            return text(text);
        } else if (value instanceof Integer n) {
            return buffer(INTEGER, Integer.BYTES).putInt(n).array();
        } else if (value instanceof Long n) {
            return buffer(LONG, Long.BYTES).putLong(n).array();
        } else if (value instanceof Boolean b) {
            return new byte[] {b ? TRUE : FALSE};
        } else if (value instanceof Double n) {
            return buffer(DOUBLE, Double.BYTES).putDouble(n).array();
        } else if (value instanceof Float n) {
            return buffer(FLOAT, Float.BYTES).putFloat(n).array();
        } else if (value instanceof Short n) {
            return buffer(SHORT, Short.BYTES).putShort(n).array();
        } else if (value instanceof Byte n) {
            return new byte[] {BYTE, n};
        } else if (value instanceof Character c) {
            return buffer(CHARACTER, Character.BYTES).putChar(c).array();
        } else if (value instanceof byte[] bytes) {
            return buffer(BYTES, bytes.length).put(bytes).array();
        }
        return null;
    }

    private static ByteBuffer buffer(byte tag, int length) {
        return ByteBuffer.allocate(1 + length).put(tag);
    }

    /** A byte a character where that can be; not UTF-8, for a string may hold half a surrogate pair. */
    private static byte[] text(String text) {
        byte[] latin1 = new byte[1 + text.length()];
        latin1[0] = LATIN1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0xff) {
                byte[] wide = new byte[1 + 2 * text.length()];
                wide[0] = UTF16;
                ByteBuffer.wrap(wide, 1, wide.length - 1).asCharBuffer().put(text);
                return wide;
            }
            latin1[1 + i] = (byte) c;
        }
        return latin1;
    }

    static Object decode(byte[] bytes) throws CodecException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        try {
            return switch (bytes[0]) {
                case LATIN1 -> new String(bytes, 1, bytes.length - 1, StandardCharsets.ISO_8859_1);
                case UTF16 -> rest.asCharBuffer().toString();
                case INTEGER -> rest.getInt();
                case LONG -> rest.getLong();
                case FALSE -> false;
                case TRUE -> true;
                case DOUBLE -> rest.getDouble();
                case FLOAT -> rest.getFloat();
                case SHORT -> rest.getShort();
                case BYTE -> rest.get();
                case CHARACTER -> rest.getChar();
                case BYTES -> java.util.Arrays.copyOfRange(bytes, 1, bytes.length);
                default -> throw new CodecException("the unknown form " + bytes[0], null);
            };
        } catch (java.nio.BufferUnderflowException e) {
            throw new CodecException("it is cut off", e);
        }
    }
}
