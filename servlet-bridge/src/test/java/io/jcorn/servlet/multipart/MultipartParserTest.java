package io.jcorn.servlet.multipart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcorn.servlet.field.RequestFaultException;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("StringConcatToTextBlock") // CRLF is the point
class MultipartParserTest {
    private static final String FIELD = "--B\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n";
    private static final String FILE = "--B\r\nContent-Disposition: form-data; name=\"u\"; filename=\"n.bin\"\r\n"
            + "Content-Type: text/plain\r\n\r\n";

    @TempDir
    private Path temp;

    private List<Part> parse(InputStream body, long maxPart, long maxRequest, int memory, int maxParts)
            throws IOException {
        return MultipartParser.parse(
                body, "B", UTF_8, new MultipartLimits(temp, maxPart, maxRequest, memory, maxParts));
    }

    private List<Part> parse(String body) throws IOException {
        return parse(stream(body), -1, -1, 1000, 10);
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(UTF_8));
    }

    private static String text(Part part) throws IOException {
        try (InputStream in = part.getInputStream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.toList();
        }
    }

    @Test
    void parsesFieldsAndFiles() throws IOException {
        List<Part> parts = parse("preamble\r\n" + FIELD + "v\r\n" + FILE + "\r\n\r\n--B--\r\nepilogue");
        assertThat(parts).hasSize(2);
        Part field = parts.get(0);
        assertThat(field.getName()).isEqualTo("f");
        assertThat(field.getSubmittedFileName()).isNull();
        assertThat(field.getContentType()).isNull();
        assertThat(text(field)).isEqualTo("v");
        Part file = parts.get(1);
        assertThat(file.getSubmittedFileName()).isEqualTo("n.bin");
        assertThat(file.getContentType()).isEqualTo("text/plain");
        assertThat(file.getHeader("CONTENT-TYPE")).isEqualTo("text/plain");
        assertThat(file.getHeaderNames()).containsExactly("content-disposition", "content-type");
        assertThat(text(file)).isEqualTo("\r\n");
        assertThat(file.getSize()).isEqualTo(2);
    }

    @Test
    void aFormMayHaveNoParts() throws IOException {
        assertThat(parse("--B--\r\n")).isEmpty();
    }

    @Test
    void aDelimiterLineMayHavePadding() throws IOException {
        assertThat(parse(FIELD.replace("--B", "--B \t") + "v\r\n--B--")).hasSize(1);
    }

    @Test
    void whatLooksLikeADelimiterIsContent() throws IOException {
        String content = "\r\n-\r\n--\r\n--A\r--B\n--B x--B\r\r\n\r\n";
        assertThat(text(parse(FIELD + content + "\r\n--B--").get(0))).isEqualTo(content);
    }

    @Test
    void fileNamesAreUtf8() throws IOException {
        Part part =
                parse(FILE.replace("n.bin", "\u00fc\u20ac.txt") + "x\r\n--B--").get(0);
        assertThat(part.getSubmittedFileName()).isEqualTo("\u00fc\u20ac.txt");
    }

    /** However the network cuts it. */
    @Test
    void splitsMakeNoDifference() throws IOException {
        Random random = new Random(7);
        byte[] content = new byte[70_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) "\r\n--BX".charAt(random.nextInt(6));
        }
        String text = new String(content, ISO_8859_1).replace("\r\n--B", "\r\n--X");
        byte[] body = (FIELD + "v\r\n" + FILE + text + "\r\n--B--").getBytes(ISO_8859_1);
        for (int round = 0; round < 20; round++) {
            int most = round == 0 ? 1 : 1 + random.nextInt(9000);
            InputStream trickle = new ByteArrayInputStream(body) {
                @Override
                public int read(byte[] bytes, int offset, int length) {
                    return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(most)));
                }
            };
            List<Part> parts = parse(trickle, -1, -1, 100, 10);
            assertThat(text(parts.get(1))).isEqualTo(text);
            MultipartParser.deleteAll(parts);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void largeFilesGoToDiskAndAreDeleted() throws IOException {
        List<Part> parts = parse(FILE + "x".repeat(1001) + "\r\n" + FILE + "y".repeat(1000) + "\r\n--B--");
        assertThat(files()).hasSize(1);
        assertThat(text(parts.get(0))).hasSize(1001);
        MultipartParser.deleteAll(parts);
        assertThat(files()).isEmpty();
    }

    @Test
    void aPartCanBeWrittenFromMemoryAndFromDisk() throws IOException {
        List<Part> parts = parse(FILE + "x".repeat(1001) + "\r\n" + FIELD + "small\r\n--B--");
        parts.get(0).write("large.txt");
        parts.get(1).write(temp.resolve("small.txt").toString());
        assertThat(temp.resolve("large.txt")).hasSize(1001);
        assertThat(temp.resolve("small.txt")).hasContent("small");
        assertThatThrownBy(() -> parts.get(0).write("again")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no delimiter",
                "--B",
                "--B\r\n",
                "--Bx\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nv\r\n--B--",
                "--B\nContent-Disposition: form-data; name=\"f\"\r\n\r\nv\r\n--B--",
                "--B\r\n\r\nv\r\n--B--",
                "--B\r\nContent-Disposition: form-data\r\n\r\nv\r\n--B--",
                "--B\r\nContent-Disposition: attachment; name=\"f\"\r\n\r\nv\r\n--B--",
                "--B\r\nno colon\r\n\r\nv\r\n--B--",
                "--B\r\nContent-Disposition : form-data; name=\"f\"\r\n\r\nv\r\n--B--",
                "--B\r\nContent-Disposition: form-data; name=\"f\"\r\n folded\r\n\r\nv\r\n--B--",
                "--B\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nv",
                "--B\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nv\r\n--B-x"
            })
    void refusesWhatIsMalformed(String body) throws IOException {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOfSatisfying(
                        RequestFaultException.class, e -> assertThat(e.status()).isEqualTo(400));
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesWhatIsTooLargeAndLeavesNothing() throws IOException {
        String body = FILE + "x".repeat(2000) + "\r\n" + FILE + "x".repeat(3000) + "\r\n--B--";
        assertTooLarge(() -> parse(stream(body), 2500, -1, 0, 10));
        assertTooLarge(() -> parse(stream(body), -1, 4000, 0, 10));
        assertTooLarge(() -> parse(stream(body), -1, -1, 0, 1));
        assertTooLarge(() -> parse("--B\r\nX: " + "y".repeat(9000) + "\r\n\r\n"));
        assertThat(parse(stream(body), 3000, 10_000, 0, 2)).hasSize(2);
    }

    private void assertTooLarge(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) throws IOException {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RequestFaultException.class, e -> assertThat(e.status()).isEqualTo(413));
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesAMissingBoundary() {
        MultipartLimits limits = new MultipartLimits(temp, -1, -1, 0, 1);
        assertThatThrownBy(() -> MultipartParser.parse(stream("--B--"), null, UTF_8, limits))
                .isInstanceOf(RequestFaultException.class);
    }
}
