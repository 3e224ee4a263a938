package io.jcorn.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Memory that the arbiter and all workers share: one slot a worker, which that worker alone writes.
 *
 * <p>The arbiter creates it and gives a slot to each worker; a worker writes its own and may read those of its siblings.
 * A heartbeat is thus a store, never a disk write, and a stalled JVM stops writing it by itself.
 */
public final class Scoreboard {
    /** Workers that can live at a time, those that drain included. */
    public static final int SLOTS = 2048;

    private final MappedByteBuffer memory;

    private Scoreboard(MappedByteBuffer memory) {
        this.memory = memory;
    }

    /** Maps the file at {@code path}, which grows to full size (sparse) when it is new. */
    public static Scoreboard map(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // the mapping outlives the channel
            return new Scoreboard(file.map(MapMode.READ_WRITE, 0, (long) SLOTS * ScoreboardSlot.SIZE));
        }
    }

    /**
     * Clears slot {@code index} of the file at {@code path} for a new worker. By a write, because that fails where no
     * memory is left for it; the first store through a mapping would end the process instead (SIGBUS). Arbiter only.
     */
    public static void clear(Path path, int index) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(ScoreboardSlot.SIZE), offset(index));
        } catch (IOException e) {
            throw new IOException("no memory is left for the scoreboard: " + e.getMessage(), e);
        }
    }

    /** Slot {@code index} of {@link #SLOTS}. */
    public ScoreboardSlot slot(int index) {
        return new ScoreboardSlot(
                memory.slice(offset(index), ScoreboardSlot.SIZE).order(ByteOrder.nativeOrder()));
    }

    private static int offset(int index) {
        return Math.multiplyExact(index, ScoreboardSlot.SIZE);
    }
}
