package io.jcorn.servlet.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that lie compressed beside themselves, and how long all may be kept. */
class EncodedFilesTest {
    private static final Instant TIME = Instant.parse("1994-11-06T08:49:37Z");

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private Path root;
    private DefaultServlet servlet;

    @BeforeEach
    void deploy() throws Exception {
        root = Files.createDirectory(folder.resolve("root"));
        write("a.js", "plain", TIME);
        write("a.js.br", "by br", TIME);
        write("a.js.zst", "by zstd", TIME.plusSeconds(1));
        write("a.js.gz", "by gzip", TIME);
        write("b.js", "plain", TIME);
        WebResources resources = new WebResources(List.of(root));
        CacheRules rules = new CacheRules(List.of("/b.js=no-store", "*.js=max-age=60, public", "/*=no-cache"));
        servlet = new DefaultServlet(
                resources,
                new FileCache(resources, new MimeTypes(Map.of()), rules, 1 << 20, InstantSource.system(), nanos::get));
    }

    private void write(String name, String text, Instant time) throws Exception {
        Files.writeString(root.resolve(name), text);
        Files.setLastModifiedTime(root.resolve(name), FileTime.from(time));
    }

    private Call get(String path, String acceptEncoding) throws Exception {
        Call call = Call.get(path);
        return (acceptEncoding == null ? call : call.header("Accept-Encoding", acceptEncoding)).by(servlet);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                      | plain   |
            identity                  | plain   |
            compress, deflate         | plain   |
            gzip                      | by gzip | gzip
            gzip, deflate, br, zstd   | by br   | br
            gzip, deflate, zstd       | by zstd | zstd
            br;q=0.5, gzip;q=0.9      | by gzip | gzip
            br;q=0, *;q=0.1           | by zstd | zstd
            *                         | by br   | br
            """)
    void servesTheCodingThatTheClientLikesBest(String accept, String body, String coding) throws Exception {
        Call call = get("/a.js", accept);
        assertThat(call.body()).isEqualTo(body);
        assertThat(call.field("Content-Encoding")).isEqualTo(coding);
        assertThat(call.field("Content-Length")).isEqualTo(Integer.toString(body.length()));
        assertThat(call.field("Content-Type")).isEqualTo("text/javascript");
        assertThat(call.field("Vary")).isEqualTo("Accept-Encoding");
        assertThat(call.field("ETag")).endsWith((coding == null ? "" : "-" + coding) + "\"");
    }

    @Test
    void saysNothingOfCodingsWhereThereAreNone() throws Exception {
        assertThat(get("/b.js", "br").fields).doesNotContainKeys("Vary", "Content-Encoding");
    }

    @Test
    void answersConditionsAndRangesOfTheCoding() throws Exception {
        String etag = get("/a.js", "gzip").field("ETag");
        Call same = Call.get("/a.js").header("Accept-Encoding", "gzip").header("If-None-Match", etag);
        assertThat(same.by(servlet).status).isEqualTo(304);
        assertThat(same.fields).containsEntry("Vary", "Accept-Encoding").doesNotContainKey("Content-Encoding");
        Call other = Call.get("/a.js").header("Accept-Encoding", "br").header("If-None-Match", etag);
        assertThat(other.by(servlet).status).isEqualTo(200);
        Call part = Call.get("/a.js").header("Accept-Encoding", "gzip").header("Range", "bytes=3-");
        assertThat(part.by(servlet).body()).isEqualTo("gzip");
        assertThat(part.fields).containsEntry("Content-Range", "bytes 3-6/7").containsEntry("Content-Encoding", "gzip");
    }

    @Test
    void servesThemAlsoByTheirOwnNames() throws Exception {
        Call call = get("/a.js.gz", "gzip");
        assertThat(call.body()).isEqualTo("by gzip");
        assertThat(call.fields).doesNotContainKey("Content-Encoding");
    }

    @Test
    void leavesOutWhatIsOlderThanThePlainFileOrALink() throws Exception {
        write("a.js.br", "old", TIME.minusSeconds(1));
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Files.delete(root.resolve("a.js.zst"));
        Files.createSymbolicLink(root.resolve("a.js.zst"), secret);
        assertThat(get("/a.js", "br, zstd, gzip").body()).isEqualTo("by gzip");
    }

    @Test
    void noticesThatOneHasComeChangedOrGone() throws Exception {
        assertThat(get("/a.js", "br, gzip").body()).isEqualTo("by br");
        Files.delete(root.resolve("a.js.br"));
        pass();
        assertThat(get("/a.js", "br, gzip").body()).isEqualTo("by gzip");
        write("a.js.gz", "by a better gzip", TIME.plusSeconds(5));
        pass();
        assertThat(get("/a.js", "br, gzip").body()).isEqualTo("by a better gzip");
        write("a.js.br", "by br again", TIME);
        pass();
        assertThat(get("/a.js", "br, gzip").body()).isEqualTo("by br again");
    }

    private void pass() {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
    }

    @ParameterizedTest
    @CsvSource({"/a.js, 'max-age=60, public'", "/b.js, no-store", "/c.html, no-cache"})
    void saysHowLongTheyMayBeKept(String path, String value) throws Exception {
        write("c.html", "<p>", TIME);
        Call call = get(path, "gzip");
        assertThat(call.field("Cache-Control")).isEqualTo(value);
        Call same = Call.get(path).header("Accept-Encoding", "gzip").header("If-None-Match", call.field("ETag"));
        assertThat(same.by(servlet).field("Cache-Control")).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "/x/*, /x, true",
        "/x/*, /x/y/z, true",
        "/x/*, /xy, false",
        "/*, /any, true",
        "*.css, /x/a.css, true",
        "*.css, /x/acss, false",
        "/a, /a, true",
        "/a, /a/, false"
    })
    void knowsTheServletsPatterns(String pattern, String path, boolean fits) {
        assertThat(new CacheRules(List.of(pattern + "=yes")).of(path)).isEqualTo(fits ? "yes" : null);
    }
}
