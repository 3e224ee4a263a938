package io.jcorn.it.attack;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadLocalRandom;

/** A connection that follows a script, and is made anew whenever the server has ended it. Its crowd's thread owns it. */
final class ScriptedConnection {
    private static final int READ_AT_ONCE = 8192;

    private final Script script;
    private final InetSocketAddress target;
    private final Selector selector;
    private final Tally tally;
    private final ByteBuffer read;

    private SocketChannel channel;
    private SelectionKey key;
    private boolean begun;
    private ByteBuffer unsent;
    private long due;

    ScriptedConnection(Script script, InetSocketAddress target, Selector selector, Tally tally) {
        this.script = script;
        this.target = target;
        this.selector = selector;
        this.tally = tally;
        this.read = ByteBuffer.allocate(script.isSlowToRead() ? script.bytesRead() : READ_AT_ONCE);
    }

    void connect() throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (script.isSlowToRead()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, script.bytesRead());
        }
        unsent = script.opening();
        begun = false;
        boolean connected = channel.connect(target);
        key = channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
    }

    private void begin() throws IOException {
        channel.finishConnect();
        begun = true;
        tally.connected();
        key.interestOps(
                (script.isSlowToRead() ? 0 : SelectionKey.OP_READ) | (script.pauses() ? 0 : SelectionKey.OP_WRITE));
        long pause = script.pause().toNanos();
        due = System.nanoTime() + (long) (pause * ThreadLocalRandom.current().nextDouble()); // not all at the same time
        send();
    }

    void onReady() {
        try {
            if (!begun) {
                begin();
                return;
            }
            if (key.isReadable()) {
                receive();
            }
            if (key.isWritable()) {
                refrain();
            }
        } catch (IOException e) {
            comeBack();
        }
    }

    void onTick(long now) {
        if (!script.pauses() || !begun || now - due < 0) {
            return;
        }
        due = now + script.pause().toNanos();
        try {
            if (script.isSlowToRead()) {
                receive();
            }
            refrain();
        } catch (IOException e) {
            comeBack();
        }
    }

    private void refrain() throws IOException {
        if (!unsent.hasRemaining()) {
            unsent = script.refrain();
        }
        send();
    }

    private void send() throws IOException {
        tally.sent(channel.write(unsent));
    }

    private void receive() throws IOException {
        int n = channel.read(read.clear());
        if (n < 0) {
            throw new EOFException();
        }
        tally.received(n);
    }

    private void comeBack() {
        tally.cutOff();
        try {
            channel.close();
            connect();
        } catch (IOException e) {
            throw new UncheckedIOException("nobody there to be attacked", e);
        }
    }
}
