package io.jcorn.servlet.security;

import io.jcorn.servlet.testing.Answer;
import io.jcorn.servlet.testing.Client;
import java.util.ArrayList;
import java.util.List;

/** A client that keeps its session cookie. */
final class Browser {
    private final Client client;
    private String cookie;

    Browser(Client client) {
        this.client = client;
    }

    Answer get(String target, String... fields) throws Exception {
        return send("GET", target, "", fields);
    }

    /** Sends a form. */
    Answer post(String target, String form, String... fields) throws Exception {
        List<String> all = new ArrayList<>(List.of(fields));
        all.add("Content-Type: application/x-www-form-urlencoded");
        return send("POST", target, form, all.toArray(String[]::new));
    }

    Answer send(String method, String target, String body, String... fields) throws Exception {
        List<String> all = new ArrayList<>(List.of(fields));
        if (cookie != null) all.add("Cookie: " + cookie);
        Answer answer = client.send(method, target, body, all.toArray(String[]::new));
        String set = answer.field("Set-Cookie");
        if (set != null) cookie = set.substring(0, set.indexOf(';'));
        return answer;
    }

    /** GET of where a redirect leads. */
    Answer follow(Answer redirect) throws Exception {
        String location = redirect.field("Location");
        return get(location.substring(location.indexOf('/', "http://".length())));
    }

    Answer logIn(String name, String password) throws Exception {
        return post("/shop/j_security_check", "j_username=" + name + "&j_password=" + password);
    }

    String cookie() {
        return cookie;
    }

    void cookie(String other) {
        cookie = other;
    }
}
