package io.jcorn.springboot4;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Answers that other threads give, at once or bit by bit. */
@RestController
public class StreamController {
    private static final int LINES = 2000;

    @GetMapping("/events")
    public SseEmitter events() {
        SseEmitter events = new SseEmitter();
        new Thread(() -> {
                    try {
                        events.send("one");
                        events.send(SseEmitter.event().id("2").name("named").data("two"));
                        events.complete();
                    } catch (IOException e) {
                        events.completeWithError(e);
                    }
                })
                .start();
        return events;
    }

    /** Longer than any buffer, and flushed once in between. */
    @GetMapping("/stream")
    public ResponseEntity<StreamingResponseBody> stream() {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(out -> {
            for (int line = 0; line < LINES; line++) {
                out.write(("line " + line + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                if (line == LINES / 2) {
                    out.flush();
                }
            }
        });
    }

    @GetMapping("/later")
    public Callable<String> later() {
        return () -> "later";
    }

    /** Nobody ever sets it. */
    @GetMapping("/never")
    public DeferredResult<String> never() {
        return new DeferredResult<>(Duration.ofMillis(200).toMillis());
    }

    @GetMapping("/broken-later")
    public Callable<String> brokenLater() {
        return () -> {
            throw new IllegalStateException("out of acorns");
        };
    }
}
