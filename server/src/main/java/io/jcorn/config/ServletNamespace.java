package io.jcorn.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds out whether an application is compiled for {@code javax.servlet}, from the names in its classes' constant pools.
 *
 * <p>It stops at the first class that names {@code jakarta.servlet}, which is soon in an application that is right, and
 * gives up after {@value #MAX_CLASSES} classes: a wrong one that it misses fails in the worker, just later.
 */
final class ServletNamespace {
    private static final int MAX_CLASSES = 300;
    private static final byte[] SERVLET = "/servlet/".getBytes(StandardCharsets.ISO_8859_1);

    private int classes;
    private boolean jakarta;
    private String javaxEvidence;

    /** Whether something is made for {@code javax.servlet} and nothing for {@code jakarta.servlet}. */
    boolean isJavax() {
        return javaxEvidence != null && !jakarta;
    }

    /** The class or library that shows it. */
    String evidence() {
        return javaxEvidence;
    }

    void scanArchive(ZipFile zip) throws IOException {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements() && !isDecided()) {
            String name = entries.nextElement().getName();
            if (name.startsWith("WEB-INF/classes/") && name.endsWith(".class")) {
                try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
                    sawClass(name, in.readAllBytes());
                }
            } else if (name.startsWith("WEB-INF/lib/")) {
                sawLibrary(name.substring("WEB-INF/lib/".length()));
            }
        }
    }

    void scanFolder(Path webInf) {
        scanClasses(webInf.resolve("classes"));
        try (DirectoryStream<Path> libraries = Files.newDirectoryStream(webInf.resolve("lib"), "*.jar")) {
            libraries.forEach(jar -> sawLibrary(jar.getFileName().toString()));
        } catch (IOException e) {
            // there is none, or the worker will tell why it can't be read
        }
    }

    void scanClasses(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            Iterator<Path> paths = files.iterator();
            while (paths.hasNext() && !isDecided()) {
                Path path = paths.next();
                if (path.toString().endsWith(".class")) {
                    sawClass(folder.relativize(path).toString(), Files.readAllBytes(path));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // as above
        }
    }

    /** Spring before 6 needs javax.servlet whatever the application's own classes name. */
    void sawLibrary(String jar) {
        String prefix = "spring-web-";
        boolean old = jar.startsWith(prefix)
                && jar.length() > prefix.length() + 1
                && "12345".indexOf(jar.charAt(prefix.length())) >= 0
                && jar.charAt(prefix.length() + 1) == '.';
        if (old && javaxEvidence == null) {
            javaxEvidence = jar;
        }
    }

    void sawClass(String name, byte[] bytes) {
        classes++;
        for (int i = 0; i + SERVLET.length <= bytes.length; i++) {
            if (bytes[i] == '/' && matches(bytes, i, SERVLET)) {
                if (endsWith(bytes, i, "jakarta")) {
                    jakarta = true;
                    return;
                } else if (javaxEvidence == null && endsWith(bytes, i, "javax")) {
                    javaxEvidence = name;
                }
            }
        }
    }

    private boolean isDecided() {
        return jakarta || classes >= MAX_CLASSES;
    }

    private static boolean matches(byte[] bytes, int at, byte[] what) {
        for (int i = 0; i < what.length; i++) {
            if (bytes[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsWith(byte[] bytes, int end, String word) {
        if (end < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[end - word.length() + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
