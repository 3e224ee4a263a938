package io.jcorn.servlet.dispatch;

import io.jcorn.app.Cost;
import io.jcorn.app.Exchange;
import io.jcorn.app.Response;
import io.jcorn.app.Service;
import io.jcorn.http.ErrorPage;
import java.io.IOException;

/** Answers for which no application code runs: no such context, a context's root without its slash, {@code OPTIONS *}. */
final class PlainService implements Service {
    private final Cost cost;
    private final Answer answer;

    private interface Answer {
        void to(Exchange exchange) throws IOException;
    }

    private PlainService(Cost cost, Answer answer) {
        this.cost = cost;
        this.answer = answer;
    }

    static PlainService error(Cost cost, int status, String reason) {
        return new PlainService(cost, exchange -> {
            ErrorPage page = ErrorPage.render(status, reason, exchange.request().field("Accept"));
            Response response = exchange.response();
            response.head().status(status);
            response.head().set("Content-Type", page.contentType());
            response.write(page.body(), 0, page.body().length);
        });
    }

    /** @param location a path; the request's query is appended */
    static PlainService redirect(Cost cost, String location) {
        return new PlainService(cost, exchange -> {
            String query = exchange.request().rawQuery();
            exchange.response().head().status(302);
            String path = exchange.connection().prefix() + location;
            exchange.response().head().set("Location", query == null ? path : path + '?' + query);
        });
    }

    /** What the server as a whole can do (RFC 9110 §9.3.7). */
    static PlainService options(Cost cost) {
        return new PlainService(
                cost,
                exchange -> exchange.response().head().set("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"));
    }

    @Override
    public Cost cost() {
        return cost;
    }

    @Override
    public Outcome serve(Exchange exchange) throws IOException {
        answer.to(exchange);
        return Outcome.DONE;
    }
}
