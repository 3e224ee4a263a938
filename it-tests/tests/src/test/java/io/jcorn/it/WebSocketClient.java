package io.jcorn.it;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** A WebSocket of the JDK's client that keeps what it was told, in order. Sends from a test's thread and waits for it. */
final class WebSocketClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private WebSocket socket;

    /** @throws CompletionException if the server doesn't agree */
    static WebSocketClient connect(
            InetSocketAddress address, String path, Map<String, String> fields, String... subprotocols) {
        WebSocketClient client = new WebSocketClient();
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        fields.forEach(builder::header);
        if (subprotocols.length > 0) builder.subprotocols(subprotocols[0]);
        client.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + address.getPort() + path), client)
                .join();
        return client;
    }

    WebSocketClient say(String message) {
        socket.sendText(message, true).join();
        return this;
    }

    WebSocketClient sayPart(String message, boolean last) {
        socket.sendText(message, last).join();
        return this;
    }

    WebSocketClient send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
        return this;
    }

    WebSocketClient ping(String payload) {
        socket.sendPing(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)))
                .join();
        return this;
    }

    WebSocketClient sayClose(int code, String reason) {
        socket.sendClose(code, reason).join();
        return this;
    }

    /** The next of: a text as it is, {@code binary N} with its length, {@code pong TEXT}, {@code close CODE REASON}. */
    String next() {
        return Await.value("the server says something", () -> Optional.ofNullable(told.poll()));
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            told.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            told.add("binary " + binary.size());
            binary.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
        told.add("pong " + StandardCharsets.UTF_8.decode(payload));
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        told.add("close " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        told.add("error " + error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
