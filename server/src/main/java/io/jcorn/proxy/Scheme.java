package io.jcorn.proxy;

import io.jcorn.http.HttpError;
import io.jcorn.http.HttpException;
import java.util.Locale;

/** The scheme by which a client called a proxy. */
final class Scheme {
    private Scheme() {}

    /** WebSocket's schemes are those of HTTP here: its first request is one. */
    static boolean isSecure(String scheme) throws HttpException {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "https", "wss" -> true;
            case "http", "ws" -> false;
            default -> throw new HttpException(HttpError.BAD_FORWARDED, "a scheme that is neither http nor https");
        };
    }
}
