package io.jcorn.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a user does in a window of {@link Chromium} and sees there. Elements are named by CSS selectors. */
final class BrowserWindow {
    static final String ENTER = "\uE007";
    static final String RIGHT = "\uE014";
    static final String DOWN = "\uE015";

    private final Chromium browser;
    private final String session;

    BrowserWindow(Chromium browser, String session) {
        this.browser = browser;
        this.session = session;
    }

    private JsonNode post(String command, Map<String, ?> parameters) {
        return browser.call("POST", session + command, parameters);
    }

    /** Waits until the page is loaded. */
    BrowserWindow visit(String url) {
        post("/url", Map.of("url", url));
        return this;
    }

    private String element(String selector) {
        JsonNode reference = post("/element", Map.of("using", "css selector", "value", selector));
        return "/element/" + reference.iterator().next().asText();
    }

    /** In one step each time: between finding an element and reading it the browser may go to another page. */
    void awaitText(String selector, String part) {
        String script = "const found = document.querySelector(arguments[0]); return found ? found.innerText : ''";
        Await.until(
                selector + " shows " + part,
                () -> run(script, selector).asText().contains(part));
    }

    void click(String selector) {
        post(element(selector) + "/click", Map.of());
    }

    void type(String selector, String keys) {
        post(element(selector) + "/value", Map.of("text", keys));
    }

    /** Presses a key without any element having the focus. */
    void press(String key) {
        act("key", List.of(Map.of("type", "keyDown", "value", key), Map.of("type", "keyUp", "value", key)));
    }

    /** Draws from one point to the other, in pixels from the window's corner. */
    void drag(int fromX, int fromY, int toX, int toY) {
        List<Map<String, ?>> moves = new ArrayList<>();
        moves.add(Map.of("type", "pointerMove", "x", fromX, "y", fromY));
        moves.add(Map.of("type", "pointerDown", "button", 0));
        moves.add(Map.of("type", "pointerMove", "x", toX, "y", toY, "duration", 100));
        moves.add(Map.of("type", "pointerUp", "button", 0));
        act("pointer", moves);
    }

    private void act(String device, List<? extends Map<String, ?>> actions) {
        post("/actions", Map.of("actions", List.of(Map.of("type", device, "id", device, "actions", actions))));
    }

    /** The value of an expression in the page's JavaScript. */
    JsonNode value(String expression) {
        return run("return " + expression);
    }

    private JsonNode run(String script, String... arguments) {
        return post("/execute/sync", Map.of("script", script, "args", List.of(arguments)));
    }

    void close() {
        browser.call("DELETE", session, Map.of());
    }
}
