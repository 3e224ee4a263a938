package io.jcorn.servlet.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebResourcesTest {
    @TempDir
    Path temp;

    private Path app;
    private Path library;
    private WebResources resources;

    @BeforeEach
    void writeFiles() throws Exception {
        temp = temp.toRealPath();
        app = temp.resolve("app");
        library = temp.resolve("library");
        write(app.resolve("index.html"), "app");
        write(app.resolve("css/site.css"), "app");
        write(app.resolve("WEB-INF/web.xml"), "secret");
        write(app.resolve("a b+ü%.txt"), "app");
        write(library.resolve("index.html"), "library");
        write(library.resolve("css/library.css"), "library");
        write(temp.resolve("outside.txt"), "outside");
        write(temp.resolve("app-sibling/file.txt"), "outside");
        resources = new WebResources(List.of(app, temp.resolve("missing"), library));
    }

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @ParameterizedTest
    @CsvSource({
        "/index.html, app/index.html",
        "/css/library.css, library/css/library.css",
        "/css, app/css",
        "/css/, app/css",
        "/, app",
        "/a b+ü%.txt, app/a b+ü%.txt",
        "/WEB-INF/web.xml, app/WEB-INF/web.xml",
        "/css/../index.html, app/index.html",
        "/css/./site.css, app/css/site.css",
        "//css//site.css, app/css/site.css",
    })
    void findsTheFirstRootsFile(String path, String expected) {
        assertThat(resources.find(path)).isEqualTo(temp.resolve(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "index.html",
                "/missing",
                "/INDEX.html",
                "/index.html/",
                "/index.html/.",
                "/index.html/x",
                "/../outside.txt",
                "/..",
                "/css/../../outside.txt",
                "/css/..//../outside.txt",
                "/../app/index.html",
                "/../app-sibling/file.txt",
                "/..\\outside.txt",
                "/%2e%2e/outside.txt",
                "/index.html\0",
                "/\0",
                "/.../outside.txt"
            })
    void findsNothingElse(String path) {
        assertThat(resources.find(path)).isNull();
    }

    @Test
    void nullIsNoPath() {
        assertThat(resources.find(null)).isNull();
        assertThat(resources.locate(null)).isNull();
        assertThat(resources.list(null)).isNull();
    }

    @Test
    void anAbsolutePathOfTheMachineIsOneBelowTheRoot() {
        assertThat(resources.find(temp.resolve("outside.txt").toString())).isNull();
        assertThat(resources.find("/" + temp.resolve("outside.txt"))).isNull();
    }

    @Test
    void followsLinksInsideARootOnly() throws Exception {
        Files.createSymbolicLink(app.resolve("inside"), app.resolve("css/site.css"));
        Files.createSymbolicLink(app.resolve("out"), temp.resolve("outside.txt"));
        Files.createSymbolicLink(app.resolve("up"), temp);
        Files.createSymbolicLink(app.resolve("loop"), app.resolve("loop"));
        assertThat(resources.find("/inside")).isEqualTo(app.resolve("css/site.css"));
        assertThat(resources.find("/out")).isNull();
        assertThat(resources.find("/up")).isNull();
        assertThat(resources.find("/up/outside.txt")).isNull();
        assertThat(resources.find("/loop")).isNull();
        assertThat(resources.list("/")).contains("/inside").doesNotContain("/out", "/up/", "/up", "/loop");
    }

    @Test
    void aRootMayItselfBeALink() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("current"), app);
        assertThat(new WebResources(List.of(link)).find("/index.html")).isEqualTo(app.resolve("index.html"));
    }

    @Test
    void listsTheChildrenOfAllRootsTogether() {
        assertThat(resources.list("/")).containsExactlyInAnyOrder("/WEB-INF/", "/a b+ü%.txt", "/css/", "/index.html");
        assertThat(resources.list("/css")).containsExactlyInAnyOrder("/css/library.css", "/css/site.css");
        assertThat(resources.list("/css/")).isEqualTo(resources.list("/css"));
        assertThat(resources.list("/index.html")).isNull();
        assertThat(resources.list("/missing")).isNull();
        assertThat(resources.list("/../")).isNull();
    }

    @Test
    void locatesAlsoWhatIsNotThereYet() {
        assertThat(resources.locate("/css/library.css")).isEqualTo(library.resolve("css/library.css"));
        assertThat(resources.locate("/uploads/new.txt")).isEqualTo(app.resolve("uploads/new.txt"));
        assertThat(resources.locate("/../outside.txt")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/WEB-INF", "/WEB-INF/", "/WEB-INF/web.xml", "/web-inf/web.xml", "/META-INF/x", "/Meta-Inf"})
    void protects(String path) {
        assertThat(WebResources.isProtected(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/WEB-INFO", "/x/WEB-INF/y", "/WEB-IN", "", "/META-INFO/x"})
    void doesNotProtect(String path) {
        assertThat(WebResources.isProtected(path)).isFalse();
    }
}
