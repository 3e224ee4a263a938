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

/**
 * A response that no application made: to what it never sees, or failed at. It closes the connection.
 *
 * @param message head and body
 * @param bodyBytes how much of it is body
 */
record Refusal(ByteBuffer message, int bodyBytes) {
    private static final HeadEncoder ENCODER = new HeadEncoder(InstantSource.system());
    private static final String RETRY_SECONDS = "1";

    /** @param head of the request; null if it couldn't be parsed */
    static Refusal of(HttpError error, RequestHead head) {
        return response(error.status(), error.reason(), head);
    }

    static Refusal internalError(RequestHead head) {
        return response(500, "The application failed.", head);
    }

    private static Refusal response(int status, String reason, RequestHead request) {
        ErrorPage page = ErrorPage.render(status, reason, request == null ? null : request.field("Accept"));
        ResponseHead head = new ResponseHead();
        head.status(status);
        head.set("Content-Type", page.contentType());
        if (status == 503) {
            head.set("Retry-After", RETRY_SECONDS);
        }
        boolean toHead = request != null && request.isHead();
        ResponseFraming framing = ResponseFraming.of(toHead, 1, status, page.body().length, false);
        ByteSink sink = new ByteSink(512);
        ENCODER.encode(head, framing, sink);
        int headBytes = sink.length();
        if (framing.sendsBody()) {
            sink.put(page.body());
        }
        return new Refusal(ByteBuffer.wrap(sink.array(), 0, sink.length()), sink.length() - headBytes);
    }
}
