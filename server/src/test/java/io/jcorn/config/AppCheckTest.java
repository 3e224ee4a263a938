package io.jcorn.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppCheckTest {
    @TempDir
    Path folder;

    private static void check(Path location) throws AppException {
        AppCheck.check(new AppLocation("", location));
    }

    private Path zip(String name, Map<String, String> entries) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return file;
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @Test
    void acceptsWarsFoldersAndLooseWars() throws IOException {
        Path war = zip(
                "app.war",
                Map.of("WEB-INF/web.xml", "", "WEB-INF/classes/A.class", "Ljakarta/servlet/http/HttpServlet;"));
        file("exploded/WEB-INF/web.xml", "");
        file("static/index.html", "");
        Path loose = file("app.loose", "# comment\nwebapp static\n\nclasses " + folder.resolve("exploded") + "\n");

        assertThatCode(() -> {
                    check(war);
                    check(folder.resolve("exploded"));
                    check(folder.resolve("static"));
                    check(loose);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void tellsThatThereIsNoSuchFile() {
        Path missing = folder.resolve("missing.war");
        assertThatThrownBy(() -> check(missing))
                .isInstanceOf(AppException.class)
                .hasMessage("no such file: " + missing);
    }

    @Test
    void tellsWhatIsNoWebApplication() throws IOException {
        Path text = file("text.war", "hello");
        file("project/pom.xml", "");
        file("empty/readme.txt", "");
        Path jar = zip("lib.jar", Map.of("A.class", ""));
        Path boot = zip("boot.jar", Map.of("BOOT-INF/classes/", ""));
        Path ear = zip("app.ear", Map.of("META-INF/application.xml", ""));

        assertThatThrownBy(() -> check(text)).hasMessage(text + " is no WAR: it is not a zip file");
        assertThatThrownBy(() -> check(folder.resolve("project")))
                .hasMessageContaining("is a project, not a web application");
        assertThatThrownBy(() -> check(folder.resolve("empty")))
                .hasMessageContaining("has neither WEB-INF nor an HTML or JSP page");
        assertThatThrownBy(() -> check(jar)).hasMessageContaining("is no WAR: it has neither WEB-INF");
        assertThatThrownBy(() -> check(boot)).hasMessageContaining("is an executable Spring Boot jar, not a WAR");
        assertThatThrownBy(() -> check(ear)).hasMessageContaining("is an EAR, not a WAR");
    }

    @Test
    void tellsThatAWarIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(zip("whole.war", Map.of("WEB-INF/web.xml", "x".repeat(5000))));
        Path cut = Files.write(folder.resolve("cut.war"), java.util.Arrays.copyOf(whole, whole.length - 30));

        assertThatThrownBy(() -> check(cut)).hasMessageStartingWith(cut + " is cut off or damaged: ");
    }

    @Test
    void tellsThatAnApplicationIsMadeForJavax() throws IOException {
        Path war = zip("old.war", Map.of("WEB-INF/classes/a/Old.class", "Ljavax/servlet/http/HttpServlet;"));
        file("oldfolder/WEB-INF/classes/Old.class", "javax/servlet/Filter");
        Path spring = zip("spring5.war", Map.of("WEB-INF/lib/spring-web-5.3.39.jar", ""));

        assertThatThrownBy(() -> check(war))
                .hasMessageContaining("is made for javax.servlet (WEB-INF/classes/a/Old.class)")
                .hasMessageContaining("jakarta.servlet");
        assertThatThrownBy(() -> check(folder.resolve("oldfolder"))).hasMessageContaining("javax.servlet (Old.class)");
        assertThatThrownBy(() -> check(spring)).hasMessageContaining("javax.servlet (spring-web-5.3.39.jar)");
    }

    @Test
    void anApplicationThatAlsoNamesJakartaIsRight() throws IOException {
        Path war = zip(
                "both.war",
                Map.of(
                        "WEB-INF/classes/Old.class",
                        "javax/servlet/X",
                        "WEB-INF/classes/New.class",
                        "jakarta/servlet/X"));
        Path spring = zip("spring7.war", Map.of("WEB-INF/lib/spring-web-7.0.1.jar", ""));

        assertThatCode(() -> check(war)).doesNotThrowAnyException();
        assertThatCode(() -> check(spring)).doesNotThrowAnyException();
    }

    @Test
    void tellsWhatALooseWarLacks() throws IOException {
        Path missing = file("a.loose", "webapp .\nclasses nowhere\n");
        Path unknown = file("b.loose", "jar x\n");

        assertThatThrownBy(() -> check(missing)).hasMessageStartingWith(missing + ":2: no such file or folder: ");
        assertThatThrownBy(() -> check(unknown)).hasMessageStartingWith(unknown + ":1: 'jar' is unknown");
    }
}
