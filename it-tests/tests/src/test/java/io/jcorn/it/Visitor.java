package io.jcorn.it;

import java.net.URI;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client with a session. One thread's. */
final class Visitor {
    private static final Pattern COOKIE = Pattern.compile("JSESSIONID=[^;,]+");
    private static final URI ORIGIN = URI.create("http://test");

    private final Function<String, HttpAnswer> exchange;
    private String cookie = "";
    private String target = "/";

    /** Each of its requests has a connection of its own, so that any worker may answer. */
    Visitor(JcornProcess jcorn) {
        this(request -> {
            try (RawClient client = jcorn.connect()) {
                return client.exchange(request);
            }
        });
    }

    /** @param exchange sends a request and reads the answer */
    Visitor(Function<String, HttpAnswer> exchange) {
        this.exchange = exchange;
    }

    HttpAnswer get(String target) {
        return exchange("GET " + target + " HTTP/1.1\r\nHost: test\r\n" + cookie + "\r\n");
    }

    HttpAnswer post(String target, String type, String body) {
        return exchange("POST " + target + " HTTP/1.1\r\nHost: test\r\n" + cookie + "Content-Type: " + type
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    HttpAnswer postForm(String target, String form) {
        return post(target, "application/x-www-form-urlencoded", form);
    }

    /** With the session's cookie beside the fields of its own. */
    HttpAnswer send(Exchange exchange) {
        return exchange(exchange.request(cookie));
    }

    /** Goes where an answer to the latest request sends it, until one does not. */
    HttpAnswer follow(HttpAnswer answer) {
        HttpAnswer last = answer;
        while (last.field("Location").isPresent()) {
            URI location = ORIGIN.resolve(target).resolve(last.field("Location").get());
            last = get(location.toString().substring(ORIGIN.toString().length()));
        }
        return last;
    }

    private HttpAnswer exchange(String request) {
        target = request.split(" ", 3)[1];
        HttpAnswer answer = exchange.apply(request);
        answer.field("Set-Cookie").ifPresent(set -> {
            Matcher session = COOKIE.matcher(set);
            if (session.find()) {
                cookie = "Cookie: " + session.group() + "\r\n";
            }
        });
        return answer;
    }
}
