package io.jcorn.spring;

import java.util.concurrent.Callable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Text, JSON in and out, and an answer from another thread. */
@RestController
public class OrderController {
    /** What is ordered, and how much of it. */
    public record Order(String item, int count) {}

    @GetMapping("/")
    public String front(@RequestParam(defaultValue = "world") String name) {
        return "Hello, " + name + "!";
    }

    @GetMapping("/orders/{count}")
    public Order order(@PathVariable int count) {
        return new Order("acorn", count);
    }

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.CREATED)
    public Order add(@RequestBody Order order) {
        return new Order(order.item(), order.count() + 1);
    }

    @GetMapping("/later")
    public Callable<String> later() {
        return () -> "later";
    }
}
