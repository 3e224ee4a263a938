package io.jcorn.springboot4;

import jakarta.servlet.http.HttpSession;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** What an API takes and answers at once. */
@RestController
public class OrderController {
    /** What is ordered, and how much of it. */
    public record Order(String item, int count) {}

    @PostMapping("/orders")
    public ResponseEntity<Order> add(@RequestBody Order order) {
        return ResponseEntity.created(URI.create("/orders/1")).body(new Order(order.item(), order.count() + 1));
    }

    /** With a tag by which a client asks whether there is a newer one. */
    @GetMapping("/orders/{count}")
    public ResponseEntity<Order> order(@PathVariable int count) {
        return ResponseEntity.ok().eTag("\"" + count + "\"").body(new Order("acorn", count));
    }

    @PutMapping("/orders/{count}")
    public void replace(@PathVariable int count, @RequestBody Order order) {
        if (order.count() != count) {
            throw new IllegalArgumentException("the order is another one");
        }
    }

    @PostMapping("/form")
    public String form(@RequestParam String item) {
        return item;
    }

    @PostMapping("/upload")
    public String upload(@RequestParam MultipartFile file, @RequestParam String text) {
        return file.getOriginalFilename() + " " + file.getSize() + " " + text;
    }

    /** How many times the session was here. */
    @GetMapping("/visits")
    public int visits(HttpSession session) {
        Integer before = (Integer) session.getAttribute("visits");
        int visits = before == null ? 1 : before + 1;
        session.setAttribute("visits", visits);
        return visits;
    }
}
