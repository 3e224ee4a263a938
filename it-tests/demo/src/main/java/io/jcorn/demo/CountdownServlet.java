package io.jcorn.demo;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Sends a line every third of a second; no thread waits in between. */
@WebServlet(urlPatterns = "/countdown", asyncSupported = true)
public final class CountdownServlet extends HttpServlet {
    private static final int FROM = 5;
    private static final Executor IN_A_WHILE = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        response.setContentType("text/plain; charset=UTF-8");
        count(request.startAsync(), FROM);
    }

    private static void count(AsyncContext async, int left) {
        try {
            async.getResponse().getWriter().println(left == 0 ? "Up!" : left);
            async.getResponse().flushBuffer();
        } catch (IOException e) {
            async.complete();
            return;
        }
        if (left == 0) {
            async.complete();
        } else {
            IN_A_WHILE.execute(() -> count(async, left - 1));
        }
    }
}
