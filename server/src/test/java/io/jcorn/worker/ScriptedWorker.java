package io.jcorn.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.jcorn.app.WorkerName;
import io.jcorn.boot.TempFolder;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A worker that others hand requests, and that answers what a test says, one text for each; closes after the empty one. */
final class ScriptedWorker implements AutoCloseable {
    private static final String HEADS_END = "\r\n\r\n";

    private final WorkerName name;
    private final ServerSocketChannel listener;
    private final Thread thread;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    /** @param connections for each one the answers to its requests */
    ScriptedWorker(TempFolder server, int age, List<List<String>> connections) throws IOException {
        this.name = WorkerName.of(server.path().getFileName().toString(), age);
        TempFolder own = server.ofWorker(age);
        own.make();
        this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(own.path().resolve("relay")));
        this.thread = new Thread(() -> connections.forEach(this::serve), "scripted-worker");
        thread.start();
    }

    String name() {
        return name.toString();
    }

    /** What came, without the headers. */
    List<String> seen() {
        return seen;
    }

    private void serve(List<String> answers) {
        try (SocketChannel channel = listener.accept()) {
            for (String answer : answers) {
                seen.add(readHead(channel));
                ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(ISO_8859_1));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException e) {
            seen.add(e.toString());
        }
    }

    private static String readHead(SocketChannel channel) throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (head.indexOf(HEADS_END) < 0 && channel.read(one.clear()) > 0) {
            head.append((char) (one.get(0) & 0xff));
        }
        return head.substring(Math.max(0, head.indexOf("GET ")));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
