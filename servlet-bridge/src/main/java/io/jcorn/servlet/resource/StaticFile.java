package io.jcorn.servlet.resource;

import io.jcorn.http.HttpDate;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file as it was found on disk, with the fields that describe it ready to be sent. Immutable but for the time of its
 * last check; shared by all threads.
 */
final class StaticFile {
    /** A younger file may change again within the same tick of the file system's clock, and nobody could tell. */
    private static final long SETTLED_MILLIS = 2_000;

    final String path;
    final Path file;
    final long size;
    final FileTime modified;
    /** Whether neither size nor time can stay what they are while the content changes. */
    final boolean settled;
    /** Whether it lies in WEB-INF or META-INF, by its path or in truth. */
    final boolean hidden;
    /** Its media type; null if unknown. */
    final String contentType;

    final long lastModifiedSecond;
    final String lastModified;
    /** Strong once the file is settled (RFC 9110 §8.8.1), weak before. */
    final String etag;
    /** The content; null if it is too big to be kept. */
    final byte[] content;
    /** {@link System#nanoTime} of the last comparison with the disk: also its last use, to a second. */
    final AtomicLong checkedAt;

    StaticFile(
            String path,
            Path file,
            long size,
            FileTime modified,
            boolean hidden,
            String contentType,
            byte[] content,
            long nowMillis,
            long nowNanos) {
        this.path = path;
        this.file = file;
        this.size = size;
        this.modified = modified;
        this.settled = nowMillis - modified.toMillis() > SETTLED_MILLIS;
        this.hidden = hidden;
        this.contentType = contentType;
        this.content = content;
        this.lastModifiedSecond = Math.floorDiv(modified.toMillis(), 1000L);
        this.lastModified = HttpDate.format(lastModifiedSecond);
        String tag = '"' + Long.toHexString(size) + '-' + Long.toHexString(modified.to(TimeUnit.NANOSECONDS)) + '"';
        this.etag = settled ? tag : "W/" + tag;
        this.checkedAt = new AtomicLong(nowNanos);
    }

    /** How many bytes of memory it takes, about. */
    int weight() {
        return 600 + 4 * path.length() + (content == null ? 0 : content.length);
    }
}
