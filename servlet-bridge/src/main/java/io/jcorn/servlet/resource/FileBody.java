package io.jcorn.servlet.resource;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Writes a file, or ranges of it, as the body of a response whose fields are set. Blocks where the response does. */
final class FileBody {
    private static final int COPY_BYTES = 32 * 1024;

    private final StaticFile file;
    private final HttpServletResponse response;

    FileBody(StaticFile file, HttpServletResponse response) {
        this.file = file;
        this.response = response;
    }

    void writeAll() throws IOException {
        writeRegion(0, file.size);
    }

    void write(ByteRange range) throws IOException {
        writeRegion(range.first(), range.length());
    }

    private void writeRegion(long position, long count) throws IOException {
        if (file.content != null) {
            response.getOutputStream().write(file.content, (int) position, (int) count);
            return;
        }
        FileChannel channel = FileChannel.open(file.file, StandardOpenOption.READ);
        boolean sent = false;
        try {
            if (channel.size() < position + count) {
                throw shrunk(); // while nothing is committed yet
            }
            sent = response instanceof FileSender sender && sender.sendFile(channel, position, count);
            if (!sent) {
                copy(channel, position, count, response.getOutputStream());
            }
        } finally {
            if (!sent) {
                channel.close();
            }
        }
    }

    private void copy(FileChannel channel, long position, long count, ServletOutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(COPY_BYTES, count));
        for (long at = position, end = position + count; at < end; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw shrunk();
            }
            out.write(buffer.array(), 0, read);
            at += read;
        }
    }

    private EOFException shrunk() {
        return new EOFException(file.path + " has become shorter while it was served");
    }

    /** Behind a page that writes characters: the file as text, in UTF-8, the web's own encoding. */
    void writeAsText(Writer out) throws IOException {
        byte[] bytes = file.content != null ? file.content : Files.readAllBytes(file.file);
        out.write(new String(bytes, StandardCharsets.UTF_8));
    }

    /** Sets Content-Type and Content-Length of a multipart/byteranges body (RFC 9110 §14.6) and writes it if asked to. */
    void writeMultipart(List<ByteRange> ranges) throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String boundary = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        byte[] end = ascii("\r\n--" + boundary + "--\r\n");
        List<byte[]> heads = new ArrayList<>(ranges.size());
        long length = end.length;
        for (ByteRange range : ranges) {
            byte[] head = ascii("\r\n--" + boundary
                    + (file.contentType == null ? "" : "\r\nContent-Type: " + file.contentType)
                    + "\r\nContent-Range: " + range.contentRange(file.size) + "\r\n\r\n");
            heads.add(head);
            length += head.length + range.length();
        }
        response.setContentType("multipart/byteranges; boundary=" + boundary);
        response.setContentLengthLong(length);
        writeParts(ranges, heads, end);
    }

    private void writeParts(List<ByteRange> ranges, List<byte[]> heads, byte[] end) throws IOException {
        ServletOutputStream out = response.getOutputStream();
        try (FileChannel channel = file.content != null ? null : FileChannel.open(file.file, StandardOpenOption.READ)) {
            for (int i = 0; i < ranges.size(); i++) {
                ByteRange range = ranges.get(i);
                out.write(heads.get(i));
                if (channel == null) {
                    out.write(file.content, (int) range.first(), (int) range.length());
                } else {
                    copy(channel, range.first(), range.length(), out);
                }
            }
            out.write(end);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
