package io.jcorn.servlet.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a jar or of a folder that stands for one, by their names with "/". */
final class ArchiveFiles {
    /** Is told each file. The stream is closed when it returns. */
    interface Visitor {
        void visit(String name, Content content) throws IOException;
    }

    /** Opens a file, if its visitor wants to read it. */
    interface Content {
        InputStream open() throws IOException;
    }

    private ArchiveFiles() {}

    static void visit(Archive archive, Visitor visitor) throws IOException {
        if (archive.isFolder()) visitFolder(archive.path(), visitor);
        else visitJar(archive.path(), visitor);
    }

    private static void visitFolder(Path folder, Visitor visitor) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                visitor.visit(name, () -> Files.newInputStream(file));
            }
        }
    }

    private static void visitJar(Path jar, Visitor visitor) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory()) visitor.visit(entry.getName(), () -> zip.getInputStream(entry));
            }
        }
    }

    /** One file; null if there is none of this name. */
    static byte[] read(Archive archive, String name) throws IOException {
        if (archive.isFolder()) {
            Path file = archive.path().resolve(name);
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        }
        try (ZipFile zip = new ZipFile(archive.path().toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) return null;
            try (InputStream in = zip.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }
    }
}
