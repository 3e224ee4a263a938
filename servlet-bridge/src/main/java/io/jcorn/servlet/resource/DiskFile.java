package io.jcorn.servlet.resource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.zip.CRC32C;

/** A file as it was when it was read: its content, or of a big one what tells it from another. Immutable. */
final class DiskFile {
    /** The biggest file whose content is kept, in bytes. */
    static final int MAX_CONTENT = 64 * 1024;

    /**
     * The biggest file whose checksum is part of its entity tag. Times alone don't do: in a WAR of a reproducible build
     * all files are of the same one, for ever.
     */
    private static final int MAX_CHECKSUM = 1024 * 1024;

    final Path file;
    final long size;
    final FileTime modified;
    /** Null if it is too big to be kept. */
    final byte[] content;
    /** Of the content; 0 if that is very big. */
    final long checksum;

    private DiskFile(Path file, long size, FileTime modified, byte[] content, long checksum) {
        this.file = file;
        this.size = size;
        this.modified = modified;
        this.content = content;
        this.checksum = checksum;
    }

    /** Reads what is there; null if it is no file, or a link, which a real path isn't. Blocks. */
    static DiskFile read(Path file) throws IOException {
        BasicFileAttributes attributes = attributes(file);
        if (!attributes.isRegularFile()) {
            return null;
        }
        // attributes before content: a change between the two shows at the next check
        byte[] content = attributes.size() <= MAX_CONTENT ? Files.readAllBytes(file) : null;
        return new DiskFile(
                file,
                content == null ? attributes.size() : content.length,
                attributes.lastModifiedTime(),
                content,
                checksum(file, content, attributes.size()));
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static long checksum(Path file, byte[] content, long size) throws IOException {
        CRC32C checksum = new CRC32C();
        if (content != null) {
            checksum.update(content);
        } else if (size <= MAX_CHECKSUM) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                ByteBuffer buffer = ByteBuffer.allocate(MAX_CONTENT);
                while (channel.read(buffer.clear()) >= 0) {
                    checksum.update(buffer.flip());
                }
            }
        }
        return checksum.getValue();
    }

    /** Whether the file on the disk still looks the same. */
    boolean isUnchanged() {
        try {
            BasicFileAttributes now = attributes(file);
            return now.isRegularFile()
                    && now.size() == size
                    && now.lastModifiedTime().equals(modified);
        } catch (IOException e) {
            return false; // reading it tells what is wrong
        }
    }

    /** Whether {@code beside}, made from this file, is there and no older: else it is of an earlier version. */
    boolean hasBeside(Path beside) {
        if (!beside.toFile().isFile()) {
            return false; // the usual answer must not cost an exception
        }
        try {
            BasicFileAttributes other = attributes(beside);
            return other.isRegularFile() && other.lastModifiedTime().compareTo(modified) >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
