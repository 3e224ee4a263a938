package io.jcorn.servlet.multipart;

import jakarta.servlet.MultipartConfigElement;
import java.nio.file.Path;

/**
 * How much a form may send and where it goes.
 *
 * @param location the folder of temporary files, and what {@code Part.write} resolves against
 * @param maxPartBytes of one part's content; negative for no limit
 * @param maxRequestBytes of the whole body; negative for no limit
 * @param memoryBytes up to this size a file stays in memory
 * @param maxParts of a request
 */
public record MultipartLimits(Path location, long maxPartBytes, long maxRequestBytes, int memoryBytes, int maxParts) {

    /** Those that a servlet declares; its location is relative to {@code tempDir}. */
    public static MultipartLimits of(MultipartConfigElement config, Path tempDir, int maxParts) {
        return new MultipartLimits(
                tempDir.resolve(config.getLocation()),
                config.getMaxFileSize(),
                config.getMaxRequestSize(),
                config.getFileSizeThreshold(),
                maxParts);
    }
}
