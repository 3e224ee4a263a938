package io.jcorn.servlet.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 §13.2.2: which conditions count, in which order, and what they are answered with. */
class PreconditionsTest {
    /** Sun, 06 Nov 1994 08:49:37 GMT, and a fraction that HTTP's dates don't have. */
    private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37.250Z");

    @TempDir
    Path root;

    private DefaultServlet servlet;
    private String etag;

    @BeforeEach
    void deploy() throws Exception {
        Path file = Files.writeString(root.resolve("a.txt"), "content");
        Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
        servlet =
                new DefaultServlet(new WebResources(List.of(root)), new MimeTypes(Map.of()), new CacheRules(List.of()));
        etag = Call.get("/a.txt").by(servlet).field("ETag");
    }

    /** T stands for the file's tag, SAME, BEFORE and AFTER for dates relative to its own; a bar separates fields. */
    @ParameterizedTest
    @CsvSource({
        "GET, If-Match: T, 200",
        "GET, If-Match: *, 200",
        "GET, If-Match: \"x\", 412",
        "GET, If-Match: W/T, 412",
        "GET, 'If-Match: \"x\", T', 200",
        "GET, 'If-Match: \"x,\", T', 200",
        "GET, If-Match: \"x\"|If-Match: T, 200",
        "GET, If-Match: x, 412",
        "GET, If-Match: \"x, 412",
        "POST, If-Match: \"x\", 412",
        "POST, If-Match: T, 200",
        "GET, If-Unmodified-Since: SAME, 200",
        "GET, If-Unmodified-Since: AFTER, 200",
        "GET, If-Unmodified-Since: BEFORE, 412",
        "GET, If-Unmodified-Since: yesterday, 200",
        "POST, If-Unmodified-Since: BEFORE, 412",
        "GET, If-Match: T|If-Unmodified-Since: BEFORE, 200",
        "GET, If-Match: \"x\"|If-Unmodified-Since: AFTER, 412",
        "GET, If-None-Match: T, 304",
        "GET, If-None-Match: W/T, 304",
        "GET, If-None-Match: *, 304",
        "GET, If-None-Match: \"x\", 200",
        "GET, 'If-None-Match: \"x\" ,W/\"y\",T', 304",
        "GET, If-None-Match: \"x\"|If-None-Match: T, 304",
        "GET, If-None-Match: , 200",
        "HEAD, If-None-Match: T, 304",
        "POST, If-None-Match: T, 412",
        "POST, If-None-Match: *, 412",
        "POST, If-None-Match: \"x\", 200",
        "GET, If-Modified-Since: SAME, 304",
        "GET, If-Modified-Since: AFTER, 304",
        "GET, If-Modified-Since: BEFORE, 200",
        "GET, If-Modified-Since: RFC850, 304",
        "GET, If-Modified-Since: ASCTIME, 304",
        "GET, If-Modified-Since: yesterday, 200",
        "GET, If-Modified-Since: , 200",
        "HEAD, If-Modified-Since: SAME, 304",
        "POST, If-Modified-Since: SAME, 200",
        "GET, If-None-Match: \"x\"|If-Modified-Since: AFTER, 200",
        "GET, If-None-Match: T|If-Modified-Since: BEFORE, 304",
        "GET, If-Match: T|If-None-Match: T, 304",
        "GET, If-Match: \"x\"|If-None-Match: T, 412",
        "GET, If-Unmodified-Since: BEFORE|If-None-Match: T, 412",
        "GET, If-Unmodified-Since: AFTER|If-Modified-Since: SAME, 304",
        "GET, Range: bytes=0-1, 206",
        "HEAD, Range: bytes=0-1, 200",
        "POST, Range: bytes=0-1, 200",
        "GET, Range: bytes=0-1|If-Range: T, 206",
        "GET, Range: bytes=0-1|If-Range: W/T, 200",
        "GET, Range: bytes=0-1|If-Range: \"x\", 200",
        "GET, Range: bytes=0-1|If-Range: SAME, 206",
        "GET, Range: bytes=0-1|If-Range: AFTER, 200",
        "GET, Range: bytes=0-1|If-Range: BEFORE, 200",
        "GET, Range: bytes=0-1|If-Range: yesterday, 200",
        "GET, If-Range: \"x\", 200",
        "GET, Range: bytes=9-|If-Range: \"x\", 200",
        "GET, Range: bytes=9-|If-Range: T, 416",
        "GET, Range: bytes=9-|If-None-Match: T, 304",
        "GET, Range: bytes=9-|If-Match: \"x\", 412",
    })
    void answers(String method, String conditions, int status) throws Exception {
        Call call = new Call(method, "/a.txt");
        for (String condition : conditions.split("\\|", -1)) {
            int colon = condition.indexOf(':');
            call.header(
                    condition.substring(0, colon),
                    value(condition.substring(colon + 1).strip()));
        }
        call.by(servlet);
        assertThat(call.status).isEqualTo(status);
        if (status == 304) {
            assertThat(call.body()).isEmpty();
            assertThat(call.field("ETag")).isEqualTo(etag);
            assertThat(call.fields).doesNotContainKeys("Content-Length", "Content-Type");
        }
        if (status == 412 || status == 416) {
            assertThat(call.body()).isEmpty();
            assertThat(call.fields).doesNotContainKeys("Content-Length", "Content-Type");
        }
    }

    private String value(String value) {
        return switch (value) {
            case "SAME" -> "Sun, 06 Nov 1994 08:49:37 GMT";
            case "RFC850" -> "Sunday, 06-Nov-94 08:49:37 GMT";
            case "ASCTIME" -> "Sun Nov  6 08:49:37 1994";
            case "BEFORE" -> "Sun, 06 Nov 1994 08:49:36 GMT";
            case "AFTER" -> "Sun, 06 Nov 1994 08:49:38 GMT";
            default -> value.replace("T", etag);
        };
    }

    @Test
    void aFileThatMayStillChangeUnnoticedHasAWeakTagAndNoIfRange() throws Exception {
        Files.setLastModifiedTime(root.resolve("a.txt"), FileTime.from(Instant.ofEpochSecond(1_000)));
        WebResources resources = new WebResources(List.of(root));
        FileCache cache = new FileCache(
                resources,
                new MimeTypes(Map.of()),
                new CacheRules(List.of()),
                1 << 20,
                InstantSource.fixed(Instant.ofEpochSecond(1_001)),
                () -> 0);
        DefaultServlet young = new DefaultServlet(resources, cache);
        Call whole = Call.get("/a.txt").by(young);
        assertThat(whole.field("ETag")).startsWith("W/\"");
        for (String field : List.of("ETag", "Last-Modified")) {
            Call part = Call.get("/a.txt").header("Range", "bytes=0-1").header("If-Range", whole.field(field));
            assertThat(part.by(young).status).isEqualTo(200);
        }
        Call revalidation = Call.get("/a.txt").header("If-None-Match", whole.field("ETag"));
        assertThat(revalidation.by(young).status).isEqualTo(304);
        Call update = Call.get("/a.txt").header("If-Match", whole.field("ETag"));
        assertThat(update.by(young).status).isEqualTo(412);
    }
}
