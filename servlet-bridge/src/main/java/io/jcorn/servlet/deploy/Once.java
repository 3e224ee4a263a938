package io.jcorn.servlet.deploy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a folder that several workers want at the same time: one of them makes it, the others wait for it. It appears at once and complete,
 * by a rename, so that whoever finds it may use it without asking. What a cleaner of /tmp
 * has damaged is made again.
 */
final class Once {
    /** Fills a folder; blocks. */
    interface Filler {
        void fill(Path empty) throws IOException;
    }

    /** In each folder: size and path of every file, to notice what a cleaner of /tmp took away. */
    private static final String LIST = "files";

    private Once() {}

    /** The folder, made if need be. Blocks while another worker makes it. */
    static Path folder(Path folder, Filler filler) throws IOException {
        if (Files.isDirectory(folder) && isWhole(folder)) return folder;
        Files.createDirectories(folder.getParent());
        Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
        // a file lock belongs to a process, so threads of one must not meet at it
        synchronized (Once.class) {
            try (FileChannel channel =
                    FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock(); // until the channel is closed
                if (Files.isDirectory(folder)) {
                    if (isWhole(folder)) return folder;
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
            Files.write(temporary.resolve(LIST), list(temporary));
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(temporary);
        }
    }

    private static List<String> list(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList())
                lines.add(Files.size(file) + " " + folder.relativize(file));
        }
        return lines;
    }

    private static boolean isWhole(Path folder) throws IOException {
        Path list = folder.resolve(LIST);
        if (!Files.isRegularFile(list)) return false;
        for (String line : Files.readAllLines(list)) {
            int space = line.indexOf(' ');
            Path file = folder.resolve(line.substring(space + 1));
            if (!Files.isRegularFile(file) || Files.size(file) != Long.parseLong(line.substring(0, space)))
                return false;
        }
        return true;
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
