package io.jcorn.tls;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Writes ASN.1 by its distinguished encoding (X.690): tag, length, content. */
final class Der {
    static final int INTEGER = 2;
    static final int BIT_STRING = 3;
    static final int OCTET_STRING = 4;
    static final int UTF8_STRING = 12;
    static final int UTC_TIME = 23;
    static final int SET = 0x31;
    private static final int OBJECT_IDENTIFIER = 6;
    private static final int SEQUENCE = 0x30;
    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED = 0x20;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return element(SEQUENCE, parts);
    }

    /** {@code [number]} that holds another element. */
    static byte[] tagged(int number, byte[] element) {
        return element(CONTEXT | CONSTRUCTED | number, element);
    }

    /** {@code [number]} in the place of a primitive element's own tag. */
    static byte[] implicit(int number, byte[] content) {
        return element(CONTEXT | number, content);
    }

    /** @param hex the identifier as it is encoded */
    static byte[] oid(String hex) {
        return element(OBJECT_IDENTIFIER, HexFormat.of().parseHex(hex));
    }

    /** Of less than 64 KB. */
    static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int length = content.size();
        if (length > 0xff) {
            all.write(0x82);
            all.write(length >> 8);
        } else if (length > 0x7f) {
            all.write(0x81);
        }
        all.write(length);
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
