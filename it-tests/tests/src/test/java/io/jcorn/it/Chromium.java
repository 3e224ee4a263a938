package io.jcorn.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real browser without a screen: Chromium, driven by chromedriver in the words of W3C WebDriver. Who asks for one
 * where none is installed (Debian: {@code chromium chromium-driver}) skips the test. Closing it ends all its windows.
 */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    /**
     * It may neither look for a graphics card nor for anything beyond this machine; and who leaves a page shall be gone from
     * it, connections included, instead of being kept for the way back.
     */
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-features=BackForwardCache",
            "--window-size=1000,800");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Process driver;
    private final String address;
    private final List<BrowserWindow> windows = new ArrayList<>();

    private Chromium(Path folder, Process driver, String address) {
        this.folder = folder;
        this.driver = driver;
        this.address = address;
    }

    /** @param folder for profiles and the log */
    static Chromium start(Path folder) throws IOException {
        for (Path needed : List.of(PROGRAM, DRIVER)) {
            Assumptions.assumeTrue(Files.isExecutable(needed), () -> needed + " is not installed");
        }
        Path log = folder.resolve("chromedriver.log");
        Process driver = new ProcessBuilder(DRIVER.toString(), "--port=0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        String port = Await.value("chromedriver listens", () -> {
            Matcher started = STARTED.matcher(Files.readString(log));
            return started.find() ? Optional.of(started.group(1)) : Optional.empty();
        });
        return new Chromium(folder, driver, "http://127.0.0.1:" + port);
    }

    /** A window of a user of its own: shares nothing with the others. */
    BrowserWindow open() {
        String profile = "--user-data-dir=" + folder.resolve("profile-" + windows.size());
        List<String> options =
                Stream.concat(OPTIONS.stream(), Stream.of(profile)).toList();
        Map<String, Object> chromium = Map.of("binary", PROGRAM.toString(), "args", options);
        JsonNode session = call(
                "POST",
                "/session",
                Map.of("capabilities", Map.of("alwaysMatch", Map.of("goog:chromeOptions", chromium))));
        BrowserWindow window =
                new BrowserWindow(this, "/session/" + session.get("sessionId").asText());
        windows.add(window);
        return window;
    }

    /** One command of WebDriver. @return its value, which may be JSON's null */
    JsonNode call(String method, String path, Map<String, ?> parameters) {
        try {
            String body = method.equals("POST") ? JSON.writeValueAsString(parameters) : "";
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                    .timeout(Await.LONG)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(method + " " + path + " " + body + ": " + answer.body());
            }
            return JSON.readTree(answer.body()).get("value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        windows.forEach(BrowserWindow::close);
        List<ProcessHandle> family = Processes.family(driver.toHandle()).toList();
        driver.destroy();
        try {
            driver.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        Await.until("Chromium has ended", () -> family.stream().noneMatch(ProcessHandle::isAlive));
    }
}
