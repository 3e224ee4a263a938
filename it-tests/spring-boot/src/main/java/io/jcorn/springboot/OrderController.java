package io.jcorn.springboot;

import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One handler for each way in and out that Spring builds on another part of the Servlet API. */
@RestController
public class OrderController {
    /** What is ordered, and how much of it. */
    public record Order(String item, int count) {}

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.CREATED)
    public Order add(@RequestBody Order order) {
        return new Order(order.item(), order.count() + 1);
    }

    @PostMapping("/form")
    public String form(@RequestParam String item) {
        return item;
    }

    @PostMapping("/upload")
    public String upload(@RequestParam MultipartFile file) {
        return file.getOriginalFilename() + " " + file.getSize();
    }

    @GetMapping("/events")
    public SseEmitter events() throws IOException {
        SseEmitter events = new SseEmitter();
        events.send("one");
        events.send("two");
        events.complete();
        return events;
    }

    @GetMapping("/broken")
    public String broken() {
        throw new IllegalStateException("out of acorns");
    }
}
