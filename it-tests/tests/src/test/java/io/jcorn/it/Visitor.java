package io.jcorn.it;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client with a session, each of whose requests has a connection of its own, so that any worker may answer. One thread's. */
final class Visitor {
    private static final Pattern COOKIE = Pattern.compile("JSESSIONID=[^;,]+");

    private final JcornProcess jcorn;
    private String cookie = "";

    Visitor(JcornProcess jcorn) {
        this.jcorn = jcorn;
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

    private HttpAnswer exchange(String request) {
        try (RawClient client = jcorn.connect()) {
            HttpAnswer answer = client.exchange(request);
            answer.field("Set-Cookie").ifPresent(set -> {
                Matcher session = COOKIE.matcher(set);
                if (session.find()) {
                    cookie = "Cookie: " + session.group() + "\r\n";
                }
            });
            return answer;
        }
    }
}
