package io.jcorn.maven;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A WAR of someone else's that the project is laid over. */
final class Overlay {
    private Overlay() {}

    /** Unpacks {@code war} into {@code folder} unless it holds that very version already; returns the folder. */
    static Path unpack(Path war, Path folder) throws IOException {
        Path stamp = folder.resolveSibling(folder.getFileName() + ".stamp");
        String version = war + " " + Files.getLastModifiedTime(war) + " " + Files.size(war);
        if (Files.isRegularFile(stamp) && Files.readString(stamp).equals(version)) {
            return folder;
        }
        Folders.delete(folder);
        Files.createDirectories(folder);
        try (FileSystem zip = FileSystems.newFileSystem(war);
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                copy(entry, folder);
            }
        }
        Files.writeString(stamp, version);
        return folder;
    }

    private static void copy(Path entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.toString().substring(1)).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("an entry leads out of the overlay: " + entry);
        }
        if (Files.isDirectory(entry)) {
            Files.createDirectories(target);
        } else {
            Files.copy(entry, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
