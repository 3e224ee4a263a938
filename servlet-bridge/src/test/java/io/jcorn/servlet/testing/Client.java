package io.jcorn.servlet.testing;

import io.jcorn.app.Application;
import io.jcorn.app.Service;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import io.jcorn.http.ResponseHead;
import java.nio.charset.StandardCharsets;

/** Sends requests to an application as a worker would, on the caller's thread. */
public final class Client {
    /** What leads from a head to a service: an application, or a router. */
    public interface Routes {
        Service route(RequestHead head) throws HttpException;
    }

    private final Routes routes;

    public Client(Routes routes) {
        this.routes = routes;
    }

    public Client(Application application) {
        this(application::route);
    }

    public Answer get(String target, String... fields) throws Exception {
        return send("GET", target, "", fields);
    }

    public Answer post(String target, String body, String... fields) throws Exception {
        return send("POST", target, body, fields);
    }

    public Answer send(String method, String target, String body, String... fields) throws Exception {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\nHost: example.org\n");
        for (String field : fields) request.append(field).append('\n');
        if (!body.isEmpty())
            request.append("Content-Length: ").append(body.length()).append('\n');
        TestExchange exchange =
                new TestExchange(request.append('\n').append(body).toString());
        Service service;
        try {
            service = routes.route(exchange.request());
        } catch (HttpException e) {
            ResponseHead refused = new ResponseHead();
            refused.status(e.error().status());
            return new Answer(refused, "", false);
        }
        if (service.serve(exchange) == Service.Outcome.SUSPENDED) exchange.awaitEnd();
        return new Answer(
                exchange.response().head(), new String(exchange.sent(), StandardCharsets.UTF_8), exchange.isAborted());
    }
}
