package io.jcorn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tomcat's WebSocket examples as two users see them. Who is in a room they keep in the JVM's memory, so there is one
 * worker.
 */
class TomcatExamplesInABrowserIT {
    /** How many pixels of the board are dark. */
    private static final String DRAWN = """
            (function () {
                const board = document.querySelector('canvas');
                if (!board) return 0; // not in the room yet
                const pixels = board.getContext('2d').getImageData(0, 0, board.width, board.height).data;
                let drawn = 0;
                for (let i = 0; i < pixels.length; i += 4) {
                    if (pixels[i] < 128 && pixels[i + 3] > 0) drawn++;
                }
                return drawn;
            })()""";

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static JcornProcess jcorn;
    private static BrowserWindow ann;
    private static BrowserWindow bob;

    @BeforeAll
    static void openTwoWindows() throws Exception {
        chromium = Chromium.start(folder);
        jcorn = TomcatExamples.serving(folder, 1);
        ann = chromium.open();
        bob = chromium.open();
    }

    @AfterAll
    static void close() {
        if (chromium != null) chromium.close();
        if (jcorn != null) jcorn.close();
    }

    private static String url(String page) {
        return "http://127.0.0.1:" + jcorn.address().getPort() + "/examples/" + page;
    }

    private static void bothVisit(String page) {
        ann.visit(url(page));
        bob.visit(url(page));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#radio1", "#radio2", "#radio3"})
    void echoes(String implementation) {
        ann.visit(url("websocket/echo.xhtml"));
        ann.click(implementation);
        ann.click("#connect");
        ann.awaitText("#console", "WebSocket connection opened.");
        ann.type("#message", " Grüße");
        ann.click("#echo");
        ann.awaitText("#console", "Received: Here is a message! Grüße");
        ann.click("#disconnect");
        ann.awaitText("#console", "WebSocket connection closed, Code: 1000");
    }

    @Test
    void chats() {
        ann.visit(url("websocket/chat.xhtml"));
        ann.awaitText("#console", "WebSocket connection opened.");
        bob.visit(url("websocket/chat.xhtml"));
        ann.awaitText("#console", "has joined.");
        bob.awaitText("#console", "has joined.");

        ann.type("#chat", "<hello>" + BrowserWindow.ENTER);
        bob.awaitText("#console", ": <hello>");
        bob.type("#chat", "well met" + BrowserWindow.ENTER);
        ann.awaitText("#console", ": well met");

        bob.visit(url("index.html"));
        ann.awaitText("#console", "has disconnected.");
    }

    @Test
    void playsSnake() {
        bothVisit("websocket/snake.xhtml");
        ann.awaitText("#console", "Press an arrow key to begin.");
        bob.awaitText("#console", "Press an arrow key to begin.");
        ann.press(BrowserWindow.RIGHT);
        bob.press(BrowserWindow.DOWN);

        String lengths = "Object.values(Game.entities).filter(snake => snake.snakeBody.length > 1).length";
        Await.until("Ann sees both snakes", () -> ann.value(lengths).asInt() == 2);
        Await.until("Bob sees both snakes", () -> bob.value(lengths).asInt() == 2);

        bob.visit(url("index.html"));
        Await.until(
                "Bob's snake is gone",
                () -> ann.value("Object.keys(Game.entities).length").asInt() == 1);
    }

    @Test
    void drawsTogether() {
        bothVisit("websocket/drawboard.xhtml");
        ann.awaitText("#labelContainer", "Number of Players: 2");
        bob.awaitText("#labelContainer", "Number of Players: 2");
        int before = bob.value(DRAWN).asInt();

        ann.drag(100, 100, 300, 250);

        Await.until("Bob sees the line", () -> bob.value(DRAWN).asInt() > before);
        bob.visit(url("websocket/drawboard.xhtml"));
        Await.until(
                "Bob sees it in the picture for newcomers",
                () -> bob.value(DRAWN).asInt() > before);
    }

    @Test
    void logsInByTheForm() {
        ann.visit(url("jsp/security/protected/index.jsp"));
        ann.type("[name=j_username]", "tomcat");
        ann.type("[name=j_password]", "wild" + BrowserWindow.ENTER);

        ann.awaitText("body", "You are logged in as remote user tomcat");
        assertThat(ann.value("location.pathname").asText()).isEqualTo("/examples/jsp/security/protected/index.jsp");
    }

    @Test
    void showsAPictureMadeByAPage() {
        ann.visit(url("jsp/jsp2/jspx/textRotate.jspx?name=acorn"));
        assertThat(ann.value("document.querySelector('svg').textContent").asText())
                .contains("acorn");
    }
}
