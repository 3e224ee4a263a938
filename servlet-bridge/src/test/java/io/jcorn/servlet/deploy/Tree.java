package io.jcorn.servlet.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of a WAR or jar in the making. */
final class Tree {
    static final String CLASSES = "WEB-INF/classes/";

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    Tree file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    Tree file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Tree webXml(String body) {
        return file("WEB-INF/web.xml", "<web-app version='6.1'>" + body + "</web-app>");
    }

    Tree fragment(String body) {
        return file("META-INF/web-fragment.xml", "<web-fragment>" + body + "</web-fragment>");
    }

    /** Adds compiled classes by their names, below a prefix such as {@link #CLASSES}. */
    Tree classes(String prefix, Compiled compiled, String... names) {
        for (String name : names) file(prefix + name.replace('.', '/') + ".class", compiled.bytes(name));
        return this;
    }

    Tree lib(String name, Tree jar) {
        return file("WEB-INF/lib/" + name, jar.bytes());
    }

    /** The same files give the same bytes. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 2, 3, 4, 6));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    Path zip(Path target) throws IOException {
        return Files.write(target, bytes());
    }

    Path folder(Path target) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = target.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return target;
    }
}
