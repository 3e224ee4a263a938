package io.jcorn.servlet.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultServletTest {
    private static final String BIG = "0123456789abcdef".repeat(DiskFile.MAX_CONTENT / 8);

    @TempDir
    Path root;

    private DefaultServlet servlet;

    @BeforeEach
    void deploy() throws Exception {
        write("a.txt", "0123456789");
        write("b.css", "body { content: \"ü\" }");
        write("empty.txt", "");
        write("no-type", "x");
        write("big.bin", BIG);
        write("dir/index.html", "<p>");
        write("page.jsp", "<%= secret %>");
        write("page.JSPX", "<secret/>");
        write("WEB-INF/page.html", "hidden");
        write("META-INF/MANIFEST.MF", "hidden");
        servlet =
                new DefaultServlet(new WebResources(List.of(root)), new MimeTypes(Map.of()), new CacheRules(List.of()));
    }

    private void write(String path, String text) throws Exception {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("1994-11-06T08:49:37Z")));
    }

    @Test
    void servesAFileWithAllThatDescribesIt() throws Exception {
        Call call = Call.get("/a.txt").by(servlet);
        assertThat(call.status).isEqualTo(200);
        assertThat(call.body()).isEqualTo("0123456789");
        assertThat(call.fields)
                .containsEntry("Content-Type", "text/plain")
                .containsEntry("Content-Length", "10")
                .containsEntry("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT")
                .containsEntry("Accept-Ranges", "bytes");
        assertThat(call.field("ETag")).matches("\"[0-9a-f]+-[0-9a-f]+-[0-9a-f]+\"");
    }

    @Test
    void answersHeadAsGetWithoutTheBody() throws Exception {
        Call get = Call.get("/a.txt").by(servlet);
        Call head = new Call("HEAD", "/a.txt").by(servlet);
        assertThat(head.fields).isEqualTo(get.fields);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void answersPostAsGet() throws Exception {
        assertThat(new Call("POST", "/a.txt").by(servlet).body()).isEqualTo("0123456789");
    }

    @Test
    void servesEmptyFilesAndUnknownTypes() throws Exception {
        Call empty = Call.get("/empty.txt").header("Range", "bytes=0-").by(servlet);
        assertThat(empty.status).isEqualTo(200);
        assertThat(empty.fields).containsEntry("Content-Length", "0");
        assertThat(Call.get("/no-type").by(servlet).fields).doesNotContainKey("Content-Type");
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS, 200", "PUT, 405", "DELETE, 405", "PATCH, 405", "TRACE, 405"})
    void tellsWhichMethodsItHas(String method, int status) throws Exception {
        Call call = new Call(method, "/a.txt").by(servlet);
        assertThat(call.status).isEqualTo(status);
        assertThat(call.field("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
        assertThat(call.body()).isEmpty();
    }

    @Test
    void doesNotKnowOtherMethods() throws Exception {
        assertThat(new Call("BREW", "/a.txt").by(servlet).status).isEqualTo(501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/missing",
                "/dir/",
                "/",
                "/a.txt/",
                "/A.TXT",
                "/../a.txt",
                "/WEB-INF/page.html",
                "/web-inf/page.html",
                "/WEB-INF",
                "/WEB-INF/",
                "/META-INF/MANIFEST.MF",
                "/META-INF",
                "/dir/../WEB-INF/page.html",
                "//WEB-INF/page.html",
                "/./WEB-INF/page.html"
            })
    void doesNotFind(String path) throws Exception {
        assertThat(Call.get(path).by(servlet).status).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(
            value = DispatcherType.class,
            names = {"REQUEST", "ASYNC"})
    void doesNotServeHiddenFilesToRequestsAlsoNotByALink(DispatcherType type) throws Exception {
        Files.createSymbolicLink(root.resolve("innocent.html"), root.resolve("WEB-INF/page.html"));
        assertThat(Call.get("/innocent.html").as(type).by(servlet).status).isEqualTo(404);
        assertThat(Call.get("/WEB-INF/page.html").as(type).by(servlet).status).isEqualTo(404);
    }

    @Test
    void servesHiddenFilesToForwards() throws Exception {
        Call call = Call.get("/WEB-INF/page.html").as(DispatcherType.FORWARD).by(servlet);
        assertThat(call.body()).isEqualTo("hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "/ctx/dir, , /ctx/dir/",
        "/ctx/dir, a=b&c, /ctx/dir/?a=b&c",
        "/ctx/%64ir, , /ctx/%64ir/",
        "//evil.example/../dir, , /evil.example/../dir/",
        "///dir, , /dir/",
    })
    void redirectsToAFolderWithItsSlash(String uri, String query, String location) throws Exception {
        Call call = Call.get("/dir").uri(uri, query).by(servlet);
        assertThat(call.status).isEqualTo(302);
        assertThat(call.field("Location")).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page.jsp", "/page.JSPX"})
    void keepsTheSourceOfPages(String page) throws Exception {
        for (DispatcherType type : List.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC)) {
            Call call = Call.get(page).as(type).by(servlet);
            assertThat(call.status).isEqualTo(501);
            assertThat(call.body()).doesNotContain("secret");
        }
        Call error = Call.get(page).failedWith(503).by(servlet);
        assertThat(error.status).isEqualTo(503);
        assertThat(error.body()).doesNotContain("secret");
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> Call.get("/a.txt").including(page).by(servlet))
                .withMessage(page + ": JSP pages are not supported");
    }

    @Test
    void includesAFileWithoutTouchingTheHead() throws Exception {
        Call call = Call.get("/page.jsp")
                .including("/a.txt")
                .header("Range", "bytes=0-1")
                .by(servlet);
        assertThat(call.body()).isEqualTo("0123456789");
        assertThat(call.fields).isEmpty();
    }

    @Test
    void includesAFileAsTextBehindAWriter() throws Exception {
        Call call = Call.get("/page.jsp").including("/b.css").withWriterTaken().by(servlet);
        assertThat(call.body().getBytes(StandardCharsets.ISO_8859_1))
                .isEqualTo("body { content: \"ü\" }".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void includesByNameTheFileOfTheRequest() throws Exception {
        assertThat(Call.get("/a.txt").as(DispatcherType.INCLUDE).by(servlet).body())
                .isEqualTo("0123456789");
    }

    @Test
    void failsThePageThatIncludesWhatIsNotThere() {
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> Call.get("/page.jsp").including("/missing").by(servlet))
                .withMessage("/missing");
    }

    @Test
    void anErrorPageKeepsTheStatusAndIgnoresConditions() throws Exception {
        String etag = Call.get("/a.txt").by(servlet).field("ETag");
        Call call = new Call("PUT", "/a.txt").failedWith(503).header("If-None-Match", etag);
        call.header("Range", "bytes=0-1").by(servlet);
        assertThat(call.status).isEqualTo(503);
        assertThat(call.body()).isEqualTo("0123456789");
        assertThat(call.fields).doesNotContainKeys("ETag", "Accept-Ranges", "Last-Modified");
        assertThat(Call.get("/missing").failedWith(503).by(servlet).status).isEqualTo(503);
    }

    @Test
    void servesASingleRange() throws Exception {
        Call call = Call.get("/a.txt").header("Range", "bytes=2-4").by(servlet);
        assertThat(call.status).isEqualTo(206);
        assertThat(call.body()).isEqualTo("234");
        assertThat(call.fields)
                .containsEntry("Content-Range", "bytes 2-4/10")
                .containsEntry("Content-Length", "3")
                .containsEntry("Content-Type", "text/plain");
    }

    @Test
    void tellsTheSizeWhenNoRangeIsInTheFile() throws Exception {
        Call call = Call.get("/a.txt").header("Range", "bytes=10-").by(servlet);
        assertThat(call.status).isEqualTo(416);
        assertThat(call.field("Content-Range")).isEqualTo("bytes */10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a.txt", "/big.bin"})
    void servesSeveralRangesAsParts(String path) throws Exception {
        Call call = Call.get(path).header("Range", "bytes=7-8, 0-1").withFileSender();
        call.by(servlet);
        String size = path.equals("/a.txt") ? "10" : Integer.toString(BIG.length());
        String type = path.equals("/a.txt") ? "text/plain" : "application/octet-stream";
        String boundary = call.field("Content-Type").replace("multipart/byteranges; boundary=", "");
        assertThat(call.status).isEqualTo(206);
        assertThat(call.fields).doesNotContainKey("Content-Range");
        assertThat(call.body()).isEqualTo("""

                        --%1$s
                        Content-Type: %3$s
                        Content-Range: bytes 7-8/%2$s

                        78
                        --%1$s
                        Content-Type: %3$s
                        Content-Range: bytes 0-1/%2$s

                        01
                        --%1$s--
                        """.formatted(boundary, size, type).replace("\n", "\r\n"));
        assertThat(call.field("Content-Length"))
                .isEqualTo(Integer.toString(call.body().length()));
    }

    @Test
    void sendsABigFileAsAFileWhereTheResponseCan() throws Exception {
        Call call = Call.get("/big.bin").withFileSender().by(servlet);
        assertThat(call.sentFile).isTrue();
        assertThat(call.body()).isEqualTo(BIG);
        Call part = Call.get("/big.bin")
                .withFileSender()
                .header("Range", "bytes=-16")
                .by(servlet);
        assertThat(part.sentFile).isTrue();
        assertThat(part.body()).isEqualTo("0123456789abcdef");
    }

    @Test
    void copiesABigFileWhereTheResponseIsWrapped() throws Exception {
        Call call = Call.get("/big.bin").by(servlet);
        assertThat(call.sentFile).isFalse();
        assertThat(call.body()).isEqualTo(BIG);
        assertThat(call.field("Content-Length")).isEqualTo(Integer.toString(BIG.length()));
    }

    @Test
    void aFileBehindOtherContentHasNoLengthOrRangeOfItsOwn() throws Exception {
        Call call = Call.get("/a.txt").withBanner().header("Range", "bytes=0-1").by(servlet);
        assertThat(call.status).isEqualTo(200);
        assertThat(call.body()).isEqualTo("0123456789");
        assertThat(call.fields).doesNotContainKeys("Content-Length", "Content-Range");
    }

    @Test
    void aFileBehindAFiltersWriterIsWrittenAsText() throws Exception {
        Call call = Call.get("/a.txt").withWriterTaken().withBanner().by(servlet);
        assertThat(call.body()).isEqualTo("0123456789");
        assertThat(call.fields).doesNotContainKey("Content-Length");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, DiskFile.MAX_CONTENT + 1})
    void theTagTellsContentsOfTheSameSizeAndTimeApart(int size) throws Exception {
        write("one.js", "1".repeat(size));
        write("two.js", "2".repeat(size));
        assertThat(Call.get("/one.js").by(servlet).field("ETag"))
                .isNotEqualTo(Call.get("/two.js").by(servlet).field("ETag"));
    }

    @Test
    void aFileThatShrankSinceItWasDescribedFailsBeforeAnythingIsSent() throws Exception {
        WebResources resources = new WebResources(List.of(root));
        DefaultServlet unaware = new DefaultServlet(
                resources,
                new FileCache(
                        resources,
                        new MimeTypes(Map.of()),
                        new CacheRules(List.of()),
                        1 << 20,
                        InstantSource.system(),
                        () -> 0));
        Call.get("/big.bin").by(unaware);
        Files.writeString(root.resolve("big.bin"), "short");
        Call call = Call.get("/big.bin").withFileSender();
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> call.by(unaware));
        assertThat(call.body()).isEmpty();
        assertThat(call.sentFile).isFalse();
    }
}
