package io.jcorn.worker;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** A part of a file that is on its way to a client. Whoever has it closes it, and with it the file. */
final class FileRegion implements AutoCloseable {
    /** The most that is sent in one go, in bytes: other connections have their turn too. */
    private static final long SLICE = 1 << 20;

    private final FileChannel file;
    private long position;
    private long remaining;

    FileRegion(FileChannel file, long position, long count) {
        this.file = file;
        this.position = position;
        this.remaining = count;
    }

    long remaining() {
        return remaining;
    }

    /** Sends what the socket takes, a slice at most, without blocking on it; true when the region is at its end. */
    boolean sendSlice(Transport transport) throws IOException {
        long slice = SLICE;
        while (remaining > 0 && slice > 0) {
            long n = transport.transferFrom(file, position, Math.min(remaining, slice));
            if (n <= 0) {
                if (position >= file.size()) {
                    throw new IOException("file became shorter while it was sent");
                }
                return false;
            }
            position += n;
            remaining -= n;
            slice -= n;
        }
        return remaining == 0;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // it was only read: nothing can be lost
        }
    }
}
