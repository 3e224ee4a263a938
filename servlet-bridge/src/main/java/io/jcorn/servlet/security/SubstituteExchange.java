package io.jcorn.servlet.security;

import io.jcorn.app.ConnectionInfo;
import io.jcorn.app.Exchange;
import io.jcorn.app.RequestBody;
import io.jcorn.app.Response;
import io.jcorn.http.HeadLimits;
import io.jcorn.http.HeadParser;
import io.jcorn.http.HttpException;
import io.jcorn.http.RequestHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** An exchange whose request is another one for the same target; the response and the connection are the client's. */
final class SubstituteExchange implements Exchange {
    /** What was read once by the same limits may be read again. */
    private static final HeadLimits LIMITS = new HeadLimits(0, 0, 0, 0, true);

    private final Exchange client;
    private final RequestHead head = new RequestHead();
    private final RequestBody body;

    /**
     * Makes it.
     *
     * @param fields names and values in turn; Content-Length is added for a body
     */
    SubstituteExchange(Exchange client, String method, List<String> fields, byte[] body) throws HttpException {
        this.client = client;
        this.body = new SavedBody(body);
        RequestHead asked = client.request();
        StringBuilder text = new StringBuilder(method + ' ' + asked.target() + ' ' + asked.protocol() + "\r\n");
        for (int i = 0; i < fields.size(); i += 2) field(text, fields.get(i), fields.get(i + 1));
        if (body.length > 0) field(text, "Content-Length", Integer.toString(body.length));
        byte[] bytes = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        new HeadParser(LIMITS).parse(bytes, 0, bytes.length, head);
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    @Override
    public RequestHead request() {
        return head;
    }

    @Override
    public RequestBody body() {
        return body;
    }

    @Override
    public Response response() {
        return client.response();
    }

    @Override
    public ConnectionInfo connection() {
        return client.connection();
    }

    @Override
    public void execute(Runnable task) {
        client.execute(task);
    }

    @Override
    public boolean afterTurn(Runnable task) {
        return client.afterTurn(task);
    }

    @Override
    public void finish() {
        client.finish();
    }

    @Override
    public void abort() {
        client.abort();
    }

    @Override
    public void timeout(Duration after, Runnable task) {
        client.timeout(after, task);
    }

    @Override
    public void upgrade() throws IOException {
        throw new IOException("a request that waited for a login can't leave HTTP");
    }
}
