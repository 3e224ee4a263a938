package io.jcorn.servlet.deploy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a folder that several workers want at the same time: one of them makes it, the others wait for it. It appears at once and complete,
 * by a rename, so that whoever finds it may use it without asking.
 */
final class Once {
    /** Fills a folder; blocks. */
    interface Filler {
        void fill(Path empty) throws IOException;
    }

    /** Tells whether a folder found is still whole. */
    interface Check {
        boolean isWhole(Path folder) throws IOException;
    }

    private Once() {}

    /** The folder, made if need be. Blocks while another worker makes it. */
    static Path folder(Path folder, Filler filler, Check check) throws IOException {
        if (Files.isDirectory(folder) && check.isWhole(folder)) return folder;
        Files.createDirectories(folder.getParent());
        Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
        // a file lock belongs to a process, so threads of one must not meet at it
        synchronized (Once.class) {
            try (FileChannel channel =
                    FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock(); // until the channel is closed
                if (Files.isDirectory(folder)) {
                    if (check.isWhole(folder)) return folder;
                    // older workers may read from it: they keep the files that they have open
                    Path aside = Files.createTempDirectory(folder.getParent(), "damaged-");
                    Files.move(folder, aside.resolve("it"));
                    delete(aside);
                }
                make(folder, filler);
                return folder;
            }
        }
    }

    private static void make(Path folder, Filler filler) throws IOException {
        Path temporary = Files.createTempDirectory(folder.getParent(), folder.getFileName() + ".new-");
        try {
            filler.fill(temporary);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(temporary);
        }
    }

    /** Writes a file that others may read at any moment: they see the old one or the new one. */
    static void replace(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path temporary =
                Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        try {
            Files.write(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("no atomic rename in " + file.getParent() + "; choose another work folder", e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) return;
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) Files.deleteIfExists(each);
    }
}
