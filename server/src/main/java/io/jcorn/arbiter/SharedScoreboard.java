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
        return new SharedScoreboard(fd, Scoreboard.map(path(fd)));
    }

    int fd() {
        return fd;
    }

    /** A slot for a new worker, with nothing of its last owner's in it; fails when the memory is full. */
    ScoreboardSlot clearedSlot(int index) throws IOException {
        Scoreboard.clear(path(fd), index);
        ScoreboardSlot slot = scoreboard.slot(index);
        slot.heartbeat(System.nanoTime());
        return slot;
    }

    private static Path path(int fd) {
        return Path.of("/dev/fd/" + fd);
    }
}
