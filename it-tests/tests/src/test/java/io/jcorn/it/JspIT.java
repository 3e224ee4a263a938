package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JspIT {
    private static JcornProcess jcorn;

    @BeforeAll
    static void start() {
        jcorn = JcornProcess.serving(Built.JSP, "--workers", "2");
        jcorn.awaitWorkers(2);
    }

    @AfterAll
    static void stop() {
        jcorn.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /?name=oak          | 200 | Hello, oak: 2, listener told
                    /index.jsp          | 200 | Hello, : 2, listener told
                    /tags.jsp?times=3   | 200 | *ACORN*ACORN*ACORN [in a jar] <b>here</b>
                    /hello              | 200 | Good day from hello
                    /outer.jsp          | 200 | before <em>inner</em> after
                    /forward.jsp        | 200 | <em>forwarded</em>
                    /six.page           | 200 | prelude, page 6
                    /fails.jsp          | 500 | 500: /fails.jsp: no oak
                    /missing            | 404 | 404: /missing:
                    /missing.jsp        | 404 | 404: /missing.jsp:
                    /WEB-INF/inner.jsp  | 404 | 404: /WEB-INF/inner.jsp:
                    """)
    void answers(String target, int status, String text) {
        HttpAnswer answer = jcorn.get(target);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().strip().replaceAll("\\s+", " ")).isEqualTo(text);
        assertThat(answer.field("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    }

    @Test
    void showsNothingOfAPageThatDoesNotCompile() {
        HttpAnswer answer = jcorn.get("/broken.jsp");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("no number").doesNotContain("jasper");
        assertThat(jcorn.log()).contains("no number");
    }

    @Test
    void sharesSessionsOfPagesBetweenWorkers() {
        String cookie = cookieOf(jcorn.get("/count.jsp"));
        Set<String> pids = new HashSet<>();
        int[] count = {1};
        Await.until("both workers have run the page", () -> {
            String[] answer = page(cookie).strip().split(": ");
            assertThat(answer[0]).isEqualTo(String.valueOf(++count[0]));
            pids.add(answer[1]);
            return pids.size() == 2;
        });
    }

    private static String page(String cookie) {
        try (RawClient client = jcorn.connect()) {
            return client.exchange("GET /count.jsp HTTP/1.1\r\nHost: test\r\nCookie: " + cookie + "\r\n\r\n")
                    .body();
        }
    }

    private static String cookieOf(HttpAnswer answer) {
        return answer.field("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    @Test
    void compilesAllPagesBeforeItIsReadyIfAsked(@TempDir Path folder) throws IOException {
        Path war = withoutBrokenPage(folder.resolve("pages.war"));
        try (JcornProcess early = JcornProcess.serving(TemporaryFiles.in(folder), war, "--jsp-precompile")) {
            early.awaitWorkers(1);
            Path worker = TemporaryFiles.ofWorkers(folder).get(0);
            assertThat(classesIn(worker))
                    .contains("index_jsp.class", "inner_jsp.class", "six_page.class", "bold_tag.class");
            List<String> before = generatedIn(worker);

            assertThat(early.get("/?name=oak").body()).contains("Hello, oak");
            assertThat(early.get("/tags.jsp?times=1").status()).isEqualTo(200);
            assertThat(early.get("/six.page").body()).contains("page 6");
            assertThat(generatedIn(worker)).as("nothing is compiled again").isEqualTo(before);
        }
    }

    @Test
    void aPageThatDoesNotCompileFailsTheStartIfAllAreCompiledThere() {
        try (JcornProcess early = JcornProcess.launch(
                Map.of(), List.of("--bind", "127.0.0.1:0", "--jsp-precompile", Built.JSP.toString()))) {
            assertThat(early.awaitExit()).isNotZero();
            assertThat(early.log()).contains("/broken.jsp doesn't compile").contains("no number");
        }
    }

    private static Path withoutBrokenPage(Path war) throws IOException {
        Files.copy(Built.JSP, war);
        try (FileSystem files = FileSystems.newFileSystem(war)) {
            Files.delete(files.getPath("broken.jsp"));
        }
        return war;
    }

    private static Set<String> classesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .collect(Collectors.toSet());
        }
    }

    /** Each file with its inode: one that is made again has another. */
    private static List<String> generatedIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> all = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.add(file + " " + Files.getAttribute(file, "unix:ino") + " "
                        + Files.getAttribute(file, "unix:ctime"));
            }
            return all;
        }
    }
}
