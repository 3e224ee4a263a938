package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import java.io.IOException;

/**
 * The non-blocking streams of a request in an asynchronous cycle (Servlet 6.1 §3.8, §5.4): has the exchange say when
 * they can go on, and their listeners called by whoever has the turn then.
 */
final class AsyncStreams implements StreamEvents {
    private final BridgeRequest request;
    private final Exchange exchange;
    private final AsyncState state;

    AsyncStreams(BridgeRequest request, AsyncState state) {
        this.request = request;
        this.exchange = request.exchange();
        this.state = state;
    }

    @Override
    public void awaitReadable() {
        if (exchange.body().isReady()) {
            state.signal(AsyncState.READ);
        } else {
            exchange.body().onReadable(() -> state.happened(AsyncState.READ));
        }
    }

    @Override
    public void awaitWritable() {
        if (exchange.response().isWritable()) {
            state.signal(AsyncState.WRITE);
        } else {
            exchange.response().onWritable(() -> state.happened(AsyncState.WRITE));
        }
    }

    /** With the turn: something can be read, or the end is there. @return what the listener threw, or null */
    Throwable readable() {
        BodyInputStream in = request.inputIfAny();
        Throwable thrown = in.readable(state.phase().isOpen());
        return thrown == null && state.phase().isOpen() ? in.finished() : thrown;
    }

    /** With the turn: something can be written. @return what the listener or the writing threw, or null */
    Throwable writable() {
        return request.response().streamIfAny().writable(state.phase().isOpen());
    }

    /** Whether what was written without blocking has left; if not, {@link #writable} will be called for. */
    boolean isDrained() throws IOException {
        BodyOutputStream out = request.response().streamIfAny();
        return out == null || out.drain();
    }
}
