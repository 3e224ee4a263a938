package io.jcorn.servlet.multipart;

import io.jcorn.servlet.field.RequestFaultException;
import jakarta.servlet.http.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes the content of one part: in memory up to a limit, then in a temporary file. */
final class PartStore implements AutoCloseable {
    /** Fields that are no files are meant to be read as strings, so they aren't put on disk one by one. */
    private static final int FIELD_MEMORY_BYTES = 8192;

    private final PartHeaders headers;
    private final MultipartLimits limits;
    private final int memoryBytes;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(256);
    private Path file;
    private OutputStream output = memory;
    private long size;
    private boolean finished;

    PartStore(PartHeaders headers, MultipartLimits limits) {
        this.headers = headers;
        this.limits = limits;
        this.memoryBytes =
                headers.fileName() == null ? Math.max(limits.memoryBytes(), FIELD_MEMORY_BYTES) : limits.memoryBytes();
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        if (limits.maxPartBytes() >= 0 && size > limits.maxPartBytes()) {
            throw RequestFaultException.tooLarge(
                    "part " + headers.fieldName() + " is larger than " + limits.maxPartBytes() + " bytes");
        }
        if (file == null && size > memoryBytes) {
            file = Files.createTempFile(limits.location(), "upload-", ".tmp");
            output = Files.newOutputStream(file);
            memory.writeTo(output);
        }
        output.write(bytes, offset, length);
    }

    Part finish() throws IOException {
        output.close();
        finished = true;
        byte[] content = file == null ? memory.toByteArray() : null;
        return new StoredPart(headers, limits.location(), size, content, file);
    }

    /** Removes what was stored, unless the part has been finished. */
    @Override
    public void close() throws IOException {
        if (!finished && file != null) {
            output.close();
            Files.deleteIfExists(file);
        }
    }
}
