package io.jcorn.servlet.dispatch;

import io.jcorn.app.Cost;
import io.jcorn.app.Exchange;
import io.jcorn.app.Service;
import java.io.IOException;

/**
 * A request and the servlet that its path is mapped to. For exact patterns one is made beforehand and serves all requests: it holds
 * nothing of a single one.
 */
final class RequestService implements Service {
    private final ContextDispatcher context;
    private final String requestUri;
    private final PathMatch match;

    RequestService(ContextDispatcher context, String requestUri, PathMatch match) {
        this.context = context;
        this.requestUri = requestUri;
        this.match = match;
    }

    @Override
    public Cost cost() {
        return match.route().cost();
    }

    @Override
    public Outcome serve(Exchange exchange) throws IOException {
        return context.serve(exchange, requestUri, match);
    }
}
