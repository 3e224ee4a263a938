package io.jcorn.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * How a connection's bytes get to its socket and from there: as they are, or by TLS. Never blocks.
 *
 * <p>One thread reads at a time, and one writes; both may do so at once. A class rather than an interface: as long as no
 * connection speaks TLS there is one subclass, and the compiler calls it directly.
 */
abstract class Transport {
    /** Reads what has come and there is room for: the number of bytes, 0 if nothing has come, -1 at the end. */
    abstract int read(ByteBuffer into) throws IOException;

    /** Whether a read may find something though the socket has nothing: no selector tells of that. */
    abstract boolean hasInput();

    /** The loop's leader has the connection back from another thread that computed for it, and reads on. */
    abstract void resume();

    /** Whether both sides still agree on how to speak: until then there is nothing to read. */
    abstract boolean isHandshaking();

    /** Writes what the socket takes. Bytes that are left must be written next. */
    abstract void write(ByteBuffer buffer) throws IOException;

    /** As {@link #write(ByteBuffer)}, of both in turn. */
    abstract void write(ByteBuffer first, ByteBuffer second) throws IOException;

    /** Writes a part of a file, at most {@code count} bytes: how many the socket took. */
    abstract long transferFrom(FileChannel file, long position, long count) throws IOException;

    /** Gives back the memory that it holds while nothing is on its way. The loop leader's, now and then. */
    abstract void rest();

    /** Tells the client that nothing more comes, and leaves it its direction. All output has been sent. */
    abstract void shutdownOutput() throws IOException;

    /** Before an orderly close: tells the client, where the bytes alone don't, that it has got all. From any thread. */
    abstract void goodbye();
}
