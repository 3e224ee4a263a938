package io.jcorn.worker;

import io.jcorn.http.ByteSink;
import io.jcorn.http.ErrorPage;
import io.jcorn.http.HeadEncoder;
import io.jcorn.http.HttpError;
import io.jcorn.http.RequestHead;
import io.jcorn.http.ResponseFraming;
import io.jcorn.http.ResponseHead;
import java.nio.ByteBuffer;
import java.time.InstantSource;

/** Responses that no application made: for what it never sees, or failed at. They close the connection. */
final class Refusal {
    private static final HeadEncoder ENCODER = new HeadEncoder(InstantSource.system());

    private Refusal() {}

    /** @param head of the request; null if it couldn't be parsed */
    static ByteBuffer of(HttpError error, RequestHead head) {
        return response(error.status(), error.reason(), head);
    }

    static ByteBuffer internalError(RequestHead head) {
        return response(500, "The application failed.", head);
    }

    private static ByteBuffer response(int status, String reason, RequestHead request) {
        ErrorPage page = ErrorPage.render(status, reason, request == null ? null : request.field("Accept"));
        ResponseHead head = new ResponseHead();
        head.status(status);
        head.set("Content-Type", page.contentType());
        boolean toHead = request != null && request.isHead();
        ResponseFraming framing = ResponseFraming.of(toHead, 1, status, page.body().length, false);
        ByteSink sink = new ByteSink(512);
        ENCODER.encode(head, framing, sink);
        if (framing.sendsBody()) {
            sink.put(page.body());
        }
        return ByteBuffer.wrap(sink.array(), 0, sink.length());
    }
}
