package io.jcorn.servlet.request;

import io.jcorn.app.Exchange;
import io.jcorn.app.Response;
import io.jcorn.http.ErrorPage;
import java.io.IOException;

/**
 * Ends a request whose session could not be stored. Its response would tell the client of something that no worker will
 * know of: it gets 503 instead, or half a response if the other half is out.
 */
final class UnsavedSession {
    static final int STATUS = 503;
    static final String REASON = "Sessions can't be stored at the moment.";

    private UnsavedSession() {}

    /** Never blocks: the page fits the buffer. */
    static void answer(Exchange exchange) {
        Response response = exchange.response();
        if (response.isCommitted()) {
            exchange.abort();
            return;
        }
        ErrorPage page = ErrorPage.render(STATUS, REASON, exchange.request().field("Accept"));
        response.trailers(null);
        response.resetBuffer();
        response.head().clear();
        response.head().status(STATUS);
        response.head().set("Content-Type", page.contentType());
        try {
            response.write(page.body(), 0, page.body().length);
        } catch (IOException e) {
            exchange.abort();
            return;
        }
        exchange.finish();
    }
}
