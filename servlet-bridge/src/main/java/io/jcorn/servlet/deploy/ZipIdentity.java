package io.jcorn.servlet.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * Tells one archive's content from another's without reading it: a digest of the central directory at the file's end, which has the name,
 * size, time and CRC-32 of each entry. A hundred times less to read than the file; {@link Unpacker} verifies the CRCs. See
 * docs/decisions/unpacked-wars.md.
 */
final class ZipIdentity {
    private static final int END_RECORD = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT_BYTES = 0xffff;
    /** Offsets in the end record (APPNOTE 4.3.16). */
    private static final int DIRECTORY_BYTES_AT = 12;

    private static final int COMMENT_BYTES_AT = 20;

    private ZipIdentity() {}

    /**
     * 24 hexadecimal digits.
     *
     * @throws ZipException if the file has no central directory at its end: no archive, or a truncated one
     */
    static String of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            ByteBuffer tail = read(channel, Math.max(0, size - END_BYTES - MAX_COMMENT_BYTES));
            for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
                if (tail.getInt(at) != END_RECORD) continue;
                int comment = Short.toUnsignedInt(tail.getShort(at + COMMENT_BYTES_AT));
                if (at + END_BYTES + comment != tail.limit()) continue; // the signature inside a comment
                long directory = Integer.toUnsignedLong(tail.getInt(at + DIRECTORY_BYTES_AT));
                long start = size - tail.limit() + at - directory;
                if (start < 0) break;
                return digest(read(channel, start), size);
            }
        }
        throw new ZipException("it has no zip directory at its end, so it is truncated or no zip file at all");
    }

    private static ByteBuffer read(FileChannel channel, long from) throws IOException {
        long bytes = channel.size() - from;
        if (bytes > 1 << 28) throw new ZipException("its zip directory is " + bytes + " bytes long");
        ByteBuffer buffer = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // until all is there, or the file was cut while we read
        }
        return buffer.flip();
    }

    private static String digest(ByteBuffer directory, long size) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(directory);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, size));
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
