package io.jcorn.servlet.request;

/** The body of a request; non-blocking in an asynchronous cycle. */
final class RequestInputStream extends BodyInputStream {
    private final ReadableRequest request;

    RequestInputStream(ReadableRequest request) {
        super(request.exchange().body());
        this.request = request;
    }

    @Override
    StreamEvents events() {
        return request.streamEvents();
    }
}
