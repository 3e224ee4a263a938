package io.jcorn.http;

import java.util.Map;

/** Writes what surrounds the data of a body in the chunked transfer coding (RFC 9112 §7.1). */
public final class ChunkedEncoder {
    /** The most bytes that {@link #putSize} adds: 16 digits and CRLF. */
    public static final int MAX_SIZE_BYTES = 18;

    private ChunkedEncoder() {}

    /**
     * What comes before a chunk's data.
     *
     * @param size bytes of data, more than 0: a chunk of 0 would be the last
     */
    public static void putSize(long size, ByteSink out) {
        if (size <= 0) {
            throw new IllegalArgumentException("a chunk of " + size + " bytes");
        }
        out.putHex(size);
        putEnd(out);
    }

    /** What comes behind a chunk's data. */
    public static void putEnd(ByteSink out) {
        out.put(CharTables.CR);
        out.put(CharTables.LF);
    }

    /**
     * The last chunk and the trailer section (§7.1.2).
     *
     * @throws IllegalArgumentException for a name or value that no field may have
     */
    public static void putLast(Map<String, String> trailers, ByteSink out) {
        out.put((byte) '0');
        putEnd(out);
        trailers.forEach((name, value) -> {
            out.put(FieldSyntax.checkName(name));
            out.put((byte) ':');
            out.put(CharTables.SP);
            out.put(FieldSyntax.checkValue(name, value));
            putEnd(out);
        });
        putEnd(out);
    }
}
