package io.jcorn.servlet.request;

import java.io.IOException;

/** The body of a response as bytes; non-blocking in an asynchronous cycle. */
final class ResponseOutputStream extends BodyOutputStream {
    private final BridgeRequest request;
    private final BridgeResponse response;

    ResponseOutputStream(BridgeRequest request, BridgeResponse response) {
        super(request.exchange().response());
        this.request = request;
        this.response = response;
    }

    @Override
    StreamEvents events() {
        return request.streamEvents();
    }

    @Override
    boolean isOpen() {
        return response.isOpen();
    }

    @Override
    void beforeWrite(int length) {
        response.beforeWrite(length);
    }

    @Override
    void beforeFlush() {
        response.beforeFlush();
    }

    @Override
    public void close() throws IOException {
        response.closeBody(isNonBlocking());
    }
}
