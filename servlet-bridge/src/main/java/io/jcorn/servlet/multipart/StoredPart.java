package io.jcorn.servlet.multipart;

import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;

/** A part that has arrived: its content is in memory or in a temporary file that it owns. */
final class StoredPart implements Part {
    private final PartHeaders headers;
    private final String name;
    private final String fileName;
    private final Path location;
    private final long size;
    /** null if the content is in {@link #file}. */
    private final byte[] content;

    private final Path file;

    StoredPart(PartHeaders headers, Path location, long size, byte[] content, Path file) {
        this.headers = headers;
        this.name = headers.fieldName();
        this.fileName = headers.fileName();
        this.location = location;
        this.size = size;
        this.content = content;
        this.file = file;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return content != null ? new ByteArrayInputStream(content) : Files.newInputStream(file);
    }

    @Override
    public String getContentType() {
        return headers.first("content-type");
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getSubmittedFileName() {
        return fileName;
    }

    @Override
    public long getSize() {
        return size;
    }

    /** Moves a temporary file where it can, so that a second call finds the first one's file. */
    @Override
    public void write(String target) throws IOException {
        Path path = location.resolve(target);
        if (content != null) {
            Files.write(path, content);
            return;
        }
        try {
            Files.move(file, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            throw new IOException("part " + name + " was moved or deleted before", e);
        }
    }

    @Override
    public void delete() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public String getHeader(String header) {
        return headers.first(header);
    }

    @Override
    public Collection<String> getHeaders(String header) {
        return headers.all(header);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return headers.names();
    }
}
