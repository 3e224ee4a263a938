package io.jcorn.it;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client with a session. One thread's. */
final class Visitor {
    private static final Pattern COOKIE = Pattern.compile("JSESSIONID=[^;,]+");
    private static final String ORIGIN = "http://test";

    private final Function<String, HttpAnswer> exchange;
    private String cookie = "";

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

    /** Goes where an answer sends it, until one does not. */
    HttpAnswer follow(HttpAnswer answer) {
        HttpAnswer last = answer;
        while (last.field("Location").isPresent()) {
            String location = last.field("Location").get();
            last = get(location.startsWith(ORIGIN) ? location.substring(ORIGIN.length()) : location);
        }
        return last;
    }

    private HttpAnswer exchange(String request) {
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
