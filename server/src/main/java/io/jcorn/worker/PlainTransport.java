package io.jcorn.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;

/** The socket itself. */
final class PlainTransport extends Transport {
    private final SocketChannel channel;

    PlainTransport(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    boolean hasInput() {
        return false;
    }

    @Override
    void resume() {
        // nothing is computed
    }

    @Override
    boolean isHandshaking() {
        return false;
    }

    @Override
    void write(ByteBuffer buffer) throws IOException {
        channel.write(buffer);
    }

    @Override
    void write(ByteBuffer first, ByteBuffer second) throws IOException {
        channel.write(new ByteBuffer[] {first, second});
    }

    @Override
    long transferFrom(FileChannel file, long position, long count) throws IOException {
        return file.transferTo(position, count, channel);
    }

    @Override
    void rest() {
        // there is none
    }

    @Override
    void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    void goodbye() {
        // the end of the stream says it
    }
}
