package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;

/**
 * A connection that has left HTTP (Servlet 6.1 §2.3.3.5): the raw bytes of both directions, and the handler that has it.
 *
 * <p>Starts on the request thread that served the upgrade; afterwards the handler is called on request threads, one call
 * at a time, when its streams are ready. It ends when the handler closes the connection or, with a listener on the
 * input, when the client did and the listener has been told.
 */
final class UpgradedConnection implements Takeover, WebConnection, StreamEvents {
    private static final System.Logger LOG = System.getLogger("jcorn.servlet");
    private static final int READ = 2;
    private static final int WRITE = 4;
    private static final int CLOSE = 8;

    private final Exchange exchange;
    private final HttpUpgradeHandler handler;
    private final ClassLoader loader;
    private final Turn turn = Turn.taken();
    private final Input in;
    private final Output out;
    /** Of who has the turn. */
    private boolean closing;

    UpgradedConnection(Exchange exchange, HttpUpgradeHandler handler, ClassLoader loader) {
        this.exchange = exchange;
        this.handler = handler;
        this.loader = loader;
        this.in = new Input();
        this.out = new Output();
    }

    private final class Input extends BodyInputStream {
        Input() {
            super(exchange.body());
        }

        @Override
        StreamEvents events() {
            return UpgradedConnection.this;
        }
    }

    private final class Output extends BodyOutputStream {
        private volatile boolean closed;

        Output() {
            super(exchange.response());
        }

        @Override
        StreamEvents events() {
            return UpgradedConnection.this;
        }

        @Override
        boolean isOpen() {
            return !closed;
        }

        @Override
        void beforeWrite(int length) {}

        @Override
        void beforeFlush() {}

        @Override
        public void close() throws IOException {
            if (!closed && !isNonBlocking()) {
                flush();
            }
            closed = true;
        }
    }

    /** Switches the protocol and hands the connection to its handler. The caller leaves the exchange alone afterwards. */
    @Override
    public void begin(Exchange own) throws IOException {
        own.upgrade();
        try {
            handler.init(this);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
        settle();
    }

    @Override
    public ServletInputStream getInputStream() {
        return in;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return out;
    }

    /** Takes effect when the handler's current call, if any, has returned and what was written has left. */
    @Override
    public void close() {
        if (turn.add(CLOSE)) {
            settle();
        }
    }

    @Override
    public void awaitReadable() {
        exchange.body().onReadable(() -> happened(READ));
    }

    @Override
    public void awaitWritable() {
        exchange.response().onWritable(() -> happened(WRITE));
    }

    private void happened(int event) {
        if (turn.add(event)) {
            Thread thread = Thread.currentThread();
            if (thread.getContextClassLoader() != loader) {
                thread.setContextClassLoader(loader);
            }
            settle();
        }
    }

    /** With the turn; keeps it for good once the connection has ended. */
    private void settle() {
        for (int events = turn.next(); events != 0; events = turn.next()) {
            closing |= (events & CLOSE) != 0;
            if ((events & READ) != 0) {
                failed(in.readable(!closing));
                failed(closing ? null : in.finished());
                // nothing more can come: a handler that has something left to say has said it by now
                if (in.isFinished()) {
                    turn.add(CLOSE);
                }
            }
            if ((events & WRITE) != 0) {
                failed(out.writable(!closing));
            }
            if (closing && isDrained()) {
                end();
                return;
            }
        }
    }

    private boolean isDrained() {
        try {
            return out.drain();
        } catch (IOException e) {
            return true;
        }
    }

    private void failed(Throwable error) {
        if (error != null) {
            LOG.log(System.Logger.Level.DEBUG, "An upgraded connection failed", error);
            turn.add(CLOSE);
        }
    }

    private void end() {
        try {
            handler.destroy();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "HttpUpgradeHandler.destroy failed", e);
        }
        exchange.finish();
    }
}
