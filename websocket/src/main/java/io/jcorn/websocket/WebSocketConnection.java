package io.jcorn.websocket;

import io.jcorn.app.Exchange;
import io.jcorn.app.RequestBody;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;

/**
 * A connection after its handshake. While the client is silent it has no thread: a request thread reads what comes, one at a time, and runs
 * the endpoint with it. Frames leave by {@link FrameWriter} from any thread.
 *
 * <pre>
 *   begin ──► waiting ◄──► reading ──close frames exchanged, or the client is gone──► finished
 * </pre>
 *
 * The exchange is finished once, by whoever is last: the reader, or the writer of the last frame.
 */
final class WebSocketConnection {
    private static final System.Logger LOG = System.getLogger("jcorn.websocket");
    /** How much is read at once: of the frame that is awaited, or of the next one behind its end. */
    static final int READ_BYTES = 8192;

    private final Exchange exchange;
    private final RequestBody body;
    private final UpgradeInfo info;
    private final Connections connections;
    private final FrameWriter writer;
    private final FrameHeads heads = new FrameHeads(EndpointContainer.MAX_MESSAGE);
    private Connection connection;
    private boolean reading = true;
    private boolean lost;
    private boolean finished;

    WebSocketConnection(Exchange exchange, UpgradeInfo info, Connections connections) {
        this.exchange = exchange;
        this.body = exchange.body();
        this.info = info;
        this.connections = connections;
        this.writer = new FrameWriter(exchange.response(), this::finishIfOver);
    }

    /** On the thread that served the handshake: answers it and opens the session. */
    void begin() throws IOException {
        exchange.upgrade();
        connection = info.createConnection(writer, reason -> {});
        connections.add(this);
        rest();
    }

    private void readable() {
        connections.enter();
        synchronized (this) {
            if (finished) return;
            reading = true;
        }
        byte[] bytes = new byte[READ_BYTES];
        try {
            do {
                int count = body.read(bytes, 0, bytes.length);
                if (count < 0) {
                    lose();
                } else {
                    int right = heads.follow(bytes, count);
                    connection.getReadHandler().handle(ByteBuffer.wrap(bytes, 0, right));
                    if (heads.fault() != null) connection.close(heads.fault());
                }
            } while (!isLost() && !writer.isClosed() && body.isReady());
        } catch (IOException e) {
            lose();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A WebSocket failed", e);
            lose();
        }
        rest();
    }

    /** The client has gone without a word (RFC 6455 §7.1.5); the endpoint is told. */
    private void lose() {
        synchronized (this) {
            lost = true;
        }
        connection.close(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "the client closed the connection"));
    }

    private synchronized boolean isLost() {
        return lost;
    }

    /** Gives the thread back. */
    private void rest() {
        synchronized (this) {
            reading = false;
        }
        if (!finishIfOver()) body.onReadable(this::readable);
    }

    /** Finishes the exchange when nothing is left to read and to send. @return whether it is finished */
    private boolean finishIfOver() {
        synchronized (this) {
            if (finished) return true;
            if (reading || !(lost || writer.isClosed() && !writer.isWaiting())) return false;
            finished = true;
        }
        connections.remove(this);
        exchange.finish();
        return true;
    }

    /** Closes it from our side; runs the endpoint's code. */
    void close(CloseReason reason) {
        connections.enter();
        connection.close(reason);
    }
}
