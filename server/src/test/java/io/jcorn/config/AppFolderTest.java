package io.jcorn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppFolderTest {
    @TempDir
    Path folder;

    private void file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    private List<String> applications(String contextPath) throws AppException {
        return AppFolder.applications(new AppLocation(contextPath, folder)).stream()
                .map(app -> app.contextPath() + "=" + folder.relativize(app.location()))
                .toList();
    }

    @Test
    void eachHasThePathThatItsNameTells() throws Exception {
        for (String name :
                List.of("ROOT.war", "shop##1.2.war", "a#b.war", "exploded/WEB-INF/web.xml", "docs/index.html"))
            file(name);
        file("notes.txt");
        file("images/acorn.png");
        file(".hidden/index.html");
        file(".shop.war");

        assertThat(applications(""))
                .containsExactly(
                        "=ROOT.war", "/a/b=a#b.war", "/docs=docs", "/exploded=exploded", "/shop=shop##1.2.war");
        assertThat(applications("/all"))
                .containsExactly(
                        "/all=ROOT.war",
                        "/all/a/b=a#b.war",
                        "/all/docs=docs",
                        "/all/exploded=exploded",
                        "/all/shop=shop##1.2.war");
    }

    @Test
    void anApplicationIsNoFolderOfThem() throws Exception {
        file("downloads.war");
        file("index.html");
        assertThatThrownBy(() -> applications(""))
                .isInstanceOf(AppException.class)
                .hasMessage(folder + " has both WARs and pages: is it a folder of applications, or one? Make a folder"
                        + " WEB-INF in it to serve it as one, or put the pages into a folder ROOT");

        file("WEB-INF/web.xml");
        assertThat(applications("/x")).containsExactly("/x=");
    }

    @Test
    void staticPagesStayOneApplication() throws Exception {
        file("index.html");
        file("guide/index.html");
        assertThat(applications("")).containsExactly("=");
    }

    @Test
    void twoOfOnePathAreRefused() throws Exception {
        file("shop##1.war");
        file("shop##2.war");
        assertThatThrownBy(() -> applications(""))
                .isInstanceOf(AppException.class)
                .hasMessage("shop##1.war and shop##2.war in " + folder
                        + " both mean the context path /shop; leave one of them");
    }
}
