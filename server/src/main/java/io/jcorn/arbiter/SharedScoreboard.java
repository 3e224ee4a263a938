package io.jcorn.arbiter;

import io.jcorn.boot.Scoreboard;
import io.jcorn.boot.ScoreboardSlot;
import io.jcorn.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The scoreboard as the arbiter makes it: a file in memory that has no name any more, so nothing is left of it whoever is
 * killed. Workers inherit its descriptor.
 */
final class SharedScoreboard {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final int fd;
    private final Scoreboard scoreboard;

    private SharedScoreboard(int fd, Scoreboard scoreboard) {
        this.fd = fd;
        this.scoreboard = scoreboard;
    }

    static SharedScoreboard create(Posix posix) throws IOException {
        Path folder = Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        Path path = folder.resolve("jcorn-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        int fd = posix.createFile(path);
        Files.delete(path);
        return new SharedScoreboard(fd, Scoreboard.map(Path.of("/dev/fd/" + fd)));
    }

    int fd() {
        return fd;
    }

    ScoreboardSlot slot(int index) {
        return scoreboard.slot(index);
    }
}
