package io.jcorn.servlet.resource;

import io.jcorn.http.HttpDate;
import java.nio.file.Path;
import java.util.List;
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
    final DiskFile disk;
    final Path file;
    final long size;
    /** Whether neither size nor time can stay what they are while the content changes. */
    final boolean settled;
    /** Whether it lies in WEB-INF or META-INF, by its path or in truth. */
    final boolean hidden;
    /** Its media type, also if it is encoded; null if unknown. */
    final String contentType;
    /** What Cache-Control says of it; null for nothing. */
    final String cacheControl;
    /** Of its content; null if there is none. */
    final Coding coding;
    /** The same in other codings, the best first. */
    final List<StaticFile> encoded;

    final long lastModifiedSecond;
    final String lastModified;
    /** Strong once the file is settled (RFC 9110 §8.8.1), weak before. */
    final String etag;
    /** The content; null if it is too big to be kept. */
    final byte[] content;
    /** {@link System#nanoTime} of the last comparison with the disk: also its last use, to a second. */
    final AtomicLong checkedAt;

    /**
     * What files of a path have in common, in whatever coding.
     *
     * @param contentType null if it is unknown
     * @param cacheControl null for nothing
     */
    record Kind(boolean hidden, String contentType, String cacheControl) {}

    StaticFile(
            String path,
            DiskFile disk,
            Kind kind,
            Coding coding,
            List<StaticFile> encoded,
            long nowMillis,
            long nowNanos) {
        this.path = path;
        this.disk = disk;
        this.file = disk.file;
        this.size = disk.size;
        this.content = disk.content;
        this.settled = nowMillis - disk.modified.toMillis() > SETTLED_MILLIS;
        this.hidden = kind.hidden();
        this.contentType = kind.contentType();
        this.cacheControl = kind.cacheControl();
        this.coding = coding;
        this.encoded = encoded;
        this.lastModifiedSecond = Math.floorDiv(disk.modified.toMillis(), 1000L);
        this.lastModified = HttpDate.format(lastModifiedSecond);
        String tag = '"'
                + Long.toHexString(size)
                + '-'
                + Long.toHexString(disk.modified.to(TimeUnit.NANOSECONDS))
                + '-'
                + Long.toHexString(disk.checksum)
                + (coding == null ? "\"" : "-" + coding.token + '"');
        this.etag = settled ? tag : "W/" + tag;
        this.checkedAt = new AtomicLong(nowNanos);
    }

    /**
     * This file in the coding that a client likes best, of equals the best.
     *
     * @param acceptEncoding null if the client said nothing
     */
    StaticFile accepted(String acceptEncoding) {
        StaticFile best = this;
        int most = 0;
        for (StaticFile each : encoded) {
            int weight = each.coding.weight(acceptEncoding);
            if (weight > most) {
                best = each;
                most = weight;
            }
        }
        return best;
    }

    /** Whether it is on the disk what it was, in all codings. */
    boolean isUnchanged() {
        if (!isItselfUnchanged()) {
            return false;
        }
        int known = 0;
        for (Coding each : Coding.all()) {
            if (disk.hasBeside(each.beside(file))) {
                if (known == encoded.size()
                        || encoded.get(known).coding != each
                        || !encoded.get(known).isItselfUnchanged()) {
                    return false;
                }
                known++;
            }
        }
        return known == encoded.size();
    }

    private boolean isItselfUnchanged() {
        return settled && disk.isUnchanged();
    }

    /** How many bytes of memory it takes, about. */
    int weight() {
        int weight = 600 + 4 * path.length() + (content == null ? 0 : content.length);
        for (StaticFile each : encoded) {
            weight += each.weight();
        }
        return weight;
    }
}
