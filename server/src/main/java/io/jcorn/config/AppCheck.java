package io.jcorn.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/**
 * Looks at what is to be served before a worker is started for it, so that the mistakes that are made first are told in
 * a line and at once: a file that isn't there, is no WAR, is cut off, or is made for {@code javax.servlet}.
 *
 * <p>Runs in the arbiter, so it reads names and a bounded number of bytes, and no application class is ever loaded.
 */
public final class AppCheck {
    private final Path location;

    private AppCheck(Path location) {
        this.location = location;
    }

    /**
     * Blocks on files.
     *
     * @throws AppException if a worker could not serve it
     */
    public static void check(AppLocation app) throws AppException {
        new AppCheck(app.location()).check();
    }

    private void check() throws AppException {
        if (!Files.exists(location)) {
            throw new AppException("no such file: " + location);
        } else if (!Files.isReadable(location)) {
            throw new AppException("may not be read: " + location);
        }
        ServletNamespace namespace = new ServletNamespace();
        if (Files.isDirectory(location)) {
            checkFolder(namespace);
        } else if (location.toString().endsWith(".loose")) {
            checkLoose(namespace);
        } else {
            checkArchive(namespace);
        }
        if (namespace.isJavax()) {
            throw new AppException(location + " is made for javax.servlet (" + namespace.evidence()
                    + "), and jcorn serves jakarta.servlet; convert it with Apache Tomcat's migration tool for"
                    + " Jakarta EE or with Eclipse Transformer");
        }
    }

    private void checkFolder(ServletNamespace namespace) throws AppException {
        if (Files.isDirectory(location.resolve("WEB-INF"))) {
            namespace.scanFolder(location.resolve("WEB-INF"));
        } else if (Files.exists(location.resolve("pom.xml")) || Files.isDirectory(location.resolve("src"))) {
            throw new AppException(location + " is a project, not a web application: give the WAR that its build makes,"
                    + " such as target/app.war, or run mvn jcorn:run in it");
        } else if (!hasPage(location)) {
            throw new AppException(
                    location + " is no web application: it has neither WEB-INF nor an HTML or JSP page, nor any WARs");
        }
    }

    static boolean hasPage(Path folder) {
        try (DirectoryStream<Path> pages = Files.newDirectoryStream(folder, "*.{html,htm,xhtml,jsp,jspx}")) {
            return pages.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    private void checkArchive(ServletNamespace namespace) throws AppException {
        if (!startsAsZip()) {
            throw new AppException(location + " is no WAR: it is not a zip file");
        }
        try (ZipFile zip = new ZipFile(location.toFile())) {
            if (zip.getEntry("WEB-INF/") != null
                    || zip.stream().anyMatch(e -> e.getName().startsWith("WEB-INF/"))) {
                namespace.scanArchive(zip);
            } else if (zip.getEntry("BOOT-INF/classes/") != null) {
                throw new AppException(location + " is an executable Spring Boot jar, not a WAR; build it with"
                        + " <packaging>war</packaging>");
            } else if (zip.getEntry("META-INF/application.xml") != null) {
                throw new AppException(location + " is an EAR, not a WAR; give the WARs inside it");
            } else if (zip.stream().noneMatch(e -> isPage(e.getName()))) {
                throw new AppException(location + " is no WAR: it has neither WEB-INF nor an HTML or JSP page");
            }
        } catch (IOException e) {
            throw new AppException(location + " is cut off or damaged: " + e.getMessage());
        }
    }

    private static boolean isPage(String name) {
        return name.endsWith(".html") || name.endsWith(".htm") || name.endsWith(".xhtml") || name.endsWith(".jsp");
    }

    private boolean startsAsZip() throws AppException {
        try (InputStream in = Files.newInputStream(location)) {
            return in.read() == 'P' && in.read() == 'K';
        } catch (IOException e) {
            throw new AppException("can't be read: " + location + ": " + e.getMessage());
        }
    }

    /** A loose WAR names a project's folders, a line each: {@code webapp DIR}, {@code classes DIR}, {@code lib JAR}. */
    private void checkLoose(ServletNamespace namespace) throws AppException {
        try {
            int number = 0;
            for (String line : Files.readAllLines(location)) {
                number++;
                int blank = line.indexOf(' ');
                if (!line.isBlank() && !line.startsWith("#")) {
                    checkLooseLine(
                            number, blank < 0 ? line : line.substring(0, blank), line.substring(blank + 1), namespace);
                }
            }
        } catch (CharacterCodingException e) {
            throw new AppException(location + " is no loose WAR: it is not UTF-8");
        } catch (IOException e) {
            throw new AppException("can't be read: " + location + ": " + e.getMessage());
        }
    }

    private void checkLooseLine(int number, String kind, String path, ServletNamespace namespace) throws AppException {
        switch (kind) {
            case "webapp", "classes", "lib" -> {
                Path part = location.resolveSibling(path);
                if (!Files.exists(part)) {
                    throw new AppException(location + ":" + number + ": no such file or folder: " + part);
                } else if (kind.equals("classes")) {
                    namespace.scanClasses(part);
                } else if (kind.equals("lib")) {
                    namespace.sawLibrary(part.getFileName().toString());
                }
            }
            default ->
                throw new AppException(location + ":" + number + ": '" + kind
                        + "' is unknown; a line is webapp DIR, classes DIR or lib JAR");
        }
    }
}
